namespace Asmex.Workflows.Calendars;

/// <summary>Whose days off count; bound from the section <c>Calendar</c>.</summary>
public sealed class CalendarOptions
{
    public const string Section = "Calendar";

    /// <summary>True to rest as the public sector does: two days for Fitr, Adha and Mawlid, and the days given by the Head of Government.
    /// Defaults to false, because the association is a private employer.</summary>
    public bool PublicSector { get; init; }

    /// <summary>The days of rest of every week, where no change of the calendar says otherwise. Defaults to Saturday and Sunday.</summary>
    public IReadOnlyList<DayOfWeek> WeeklyRest { get; init; } = [DayOfWeek.Saturday, DayOfWeek.Sunday];

    /// <summary>When the office opens and closes; reminders and digests go out between. Defaults to 09:00 and 16:30.</summary>
    public TimeOnly Opens { get; init; } = new(9, 0);

    /// <inheritdoc cref="Opens"/>
    public TimeOnly Closes { get; init; } = new(16, 30);

    /// <summary>The same in the month of Ramadan. Defaults to 09:00 and 15:00.</summary>
    public TimeOnly RamadanOpens { get; init; } = new(9, 0);

    /// <inheritdoc cref="RamadanOpens"/>
    public TimeOnly RamadanCloses { get; init; } = new(15, 0);
}
