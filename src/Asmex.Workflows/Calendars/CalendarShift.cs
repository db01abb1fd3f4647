using Asmex.Workflows.People;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Calendars;

/// <summary>The calendar has changed: what was counted with it before must be counted again.</summary>
/// <param name="Region">The only region it changes; everywhere, when absent.</param>
/// <param name="Reason">The change, in a few words.</param>
public sealed record CalendarShift(WorkingCalendar Calendar, string? Region, Wording Reason, Actor By, DateTimeOffset Now);
