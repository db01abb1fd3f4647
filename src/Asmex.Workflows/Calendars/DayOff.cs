using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Calendars;

/// <summary>A day on which nobody is expected to work, and why.</summary>
public sealed record DayOff(DateOnly Date, Wording Name, DayOffKind Kind, Certainty Certainty);

public enum DayOffKind
{
    WeeklyRest,
    Holiday,
    Feast,
    Exceptional,
    LocalClosure,
}
