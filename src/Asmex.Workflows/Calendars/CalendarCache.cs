using System.Collections.Concurrent;

namespace Asmex.Workflows.Calendars;

/// <summary>The calendars in use, so that a year's days off are computed once. A version is known with its last change: one that was rolled back is never found.</summary>
public sealed class CalendarCache
{
    private readonly ConcurrentDictionary<(int Version, Guid LastChange), WorkingCalendar> _calendars = new();

    public WorkingCalendar? Find(int version, Guid lastChange) => _calendars.GetValueOrDefault((version, lastChange));

    public WorkingCalendar Keep(WorkingCalendar calendar, Guid lastChange) => _calendars.GetOrAdd((calendar.Version, lastChange), calendar);
}
