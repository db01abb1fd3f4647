using System.Text;
using Asmex.Workflows.Formats;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace Asmex.Workflows.Outreach;

/// <summary>The event of an invitation for the calendar on a phone. Times are in UTC: the recipient's zone table may still be wrong about Morocco.</summary>
public static class CalendarFile
{
    private static readonly TimeSpan _usualLength = TimeSpan.FromHours(2);

    /// <param name="page">The firm's answer page.</param>
    /// <returns>Null when the event has no date.</returns>
    public static byte[]? Of(InvitationRound round, Invitation invitation, string page, string language, DateTimeOffset now)
    {
        if (round.Event.Date is not { } date)
        {
            return null;
        }

        var entry = new CalendarEvent
        {
            Uid = $"{invitation.Id:N}@asmex",
            Sequence = invitation.Version,
            DtStamp = Utc(now),
            Summary = round.Event.Title.In(language),
            Location = round.Event.Place,
            Description = page,
            Url = new Uri(page),
        };
        if (round.Event.Time is { } time)
        {
            var start = Zone.At(date, time);
            (entry.Start, entry.End) = (Utc(start), Utc(start + _usualLength));
        }
        else
        {
            (entry.Start, entry.End) = (new CalDateTime(date), new CalDateTime(date.AddDays(1)));
        }

        var calendar = new Ical.Net.Calendar { ProductId = "-//ASMEX//Workflows//FR", Method = "PUBLISH" };
        calendar.Events.Add(entry);
        return Encoding.UTF8.GetBytes(new CalendarSerializer().SerializeToString(calendar)!);
    }

    private static CalDateTime Utc(DateTimeOffset moment) => new(moment.UtcDateTime, "UTC");
}
