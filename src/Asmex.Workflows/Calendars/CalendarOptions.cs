namespace Asmex.Workflows.Calendars;

/// <summary>Whose days off count; bound from the section <c>Calendar</c>.</summary>
public sealed class CalendarOptions
{
    public const string Section = "Calendar";

    /// <summary>True to rest as the public sector does: two days for Fitr, Adha and Mawlid, and the days given by the Head of Government.
    /// Defaults to false, because the association is a private employer.</summary>
    public bool PublicSector { get; init; }

    /// <summary>The days of rest of every week. Defaults to Saturday and Sunday.</summary>
    public IReadOnlyList<DayOfWeek> WeeklyRest { get; init; } = [DayOfWeek.Saturday, DayOfWeek.Sunday];
}
