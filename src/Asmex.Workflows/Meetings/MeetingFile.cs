using System.Text;
using Asmex.Workflows.Formats;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace Asmex.Workflows.Meetings;

/// <summary>A meeting for the calendar on a phone. Times are in UTC: the reader's zone table may still be wrong about Morocco.</summary>
public static class MeetingFile
{
    /// <param name="page">The page of the meeting.</param>
    public static byte[] Of(Meeting meeting, string page, string language, DateTimeOffset now)
    {
        var entry = new CalendarEvent
        {
            Uid = $"{meeting.Id:N}@asmex",
            Sequence = meeting.Version,
            DtStamp = Utc(now),
            Summary = meeting.Title.In(language),
            Location = meeting.Place,
            Url = new Uri(page),
            Start = Utc(Zone.At(meeting.On, meeting.Starts)),
            End = Utc(Zone.At(meeting.On, meeting.Ends)),
            Status = meeting.Status == MeetingStatus.Cancelled ? EventStatus.Cancelled : EventStatus.Confirmed,
        };
        var calendar = new Ical.Net.Calendar { ProductId = "-//ASMEX//Workflows//FR", Method = "PUBLISH" };
        calendar.Events.Add(entry);
        return Encoding.UTF8.GetBytes(new CalendarSerializer().SerializeToString(calendar)!);
    }

    private static CalDateTime Utc(DateTimeOffset moment) => new(moment.UtcDateTime, "UTC");
}
