using System.Text;
using Asmex.Workflows.Formats;
using Ical.Net;
using Ical.Net.CalendarComponents;

namespace Asmex.Workflows.Meetings;

/// <summary>A meeting for the calendar on a phone.</summary>
public static class MeetingFile
{
    /// <param name="page">The page of the meeting.</param>
    public static byte[] Of(Meeting meeting, string page, string language, DateTimeOffset now)
    {
        var entry = new CalendarEvent
        {
            Uid = $"{meeting.Id:N}@asmex",
            Sequence = meeting.Version,
            DtStamp = CalendarText.Utc(now),
            Summary = meeting.Title.In(language),
            Location = meeting.Place,
            Url = new Uri(page),
            Start = CalendarText.Utc(Zone.At(meeting.On, meeting.Starts)),
            End = CalendarText.Utc(Zone.At(meeting.On, meeting.Ends)),
            Status = meeting.Status == MeetingStatus.Cancelled ? EventStatus.Cancelled : EventStatus.Confirmed,
        };
        return Encoding.UTF8.GetBytes(CalendarText.Of(entry, "PUBLISH"));
    }
}
