namespace Asmex.Workflows.Calendars;

/// <summary>Whose days off count; bound from the section <c>Calendar</c>.</summary>
public sealed class CalendarOptions
{
    public const string Section = "Calendar";

    private static readonly IReadOnlyList<DayOfWeek> _usualRest = [DayOfWeek.Saturday, DayOfWeek.Sunday];

    /// <summary>True to rest as the public sector does: two days for Fitr, Adha and Mawlid, and the days given by the Head of Government.
    /// Defaults to false, because the association is a private employer.</summary>
    public bool PublicSector { get; init; }

    /// <summary>The days of rest of every week, where no change of the calendar says otherwise. Absent: Saturday and Sunday.</summary>
    public IReadOnlyList<DayOfWeek>? WeeklyRest { get; init; }

    /// <summary>When the office opens and closes; reminders and digests go out between. Defaults to 09:00 and 16:30.</summary>
    public TimeOnly Opens { get; init; } = new(9, 0);

    /// <inheritdoc cref="Opens"/>
    public TimeOnly Closes { get; init; } = new(16, 30);

    /// <summary>The same in the month of Ramadan. Defaults to 09:00 and 15:00.</summary>
    public TimeOnly RamadanOpens { get; init; } = new(9, 0);

    /// <inheritdoc cref="RamadanOpens"/>
    public TimeOnly RamadanCloses { get; init; } = new(15, 0);

    // No default of the property itself: the settings are added to a list that stands there, they do not replace it.
    internal IReadOnlyList<DayOfWeek> Rest => WeeklyRest is { Count: > 0 } days ? days : _usualRest;
}
