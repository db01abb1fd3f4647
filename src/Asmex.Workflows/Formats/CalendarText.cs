using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace Asmex.Workflows.Formats;

/// <summary>One event as an iCalendar object. Times are in UTC: the reader's zone table may still be wrong about Morocco.</summary>
public static class CalendarText
{
    /// <param name="method">What the reader's calendar is to do with it (RFC 5546), such as PUBLISH.</param>
    public static string Of(CalendarEvent entry, string method)
    {
        var calendar = new Ical.Net.Calendar { ProductId = "-//ASMEX//Workflows//FR", Method = method };
        calendar.Events.Add(entry);
        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    public static CalDateTime Utc(DateTimeOffset moment) => new(moment.UtcDateTime, "UTC");
}
