using Asmex.Workflows.Calendars;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Meetings;

/// <summary>On which day of its month a meeting is held, every so many months; always a working day, and every day can say why.</summary>
/// <param name="EveryMonths">1, 2, 3, 6 or 12.</param>
/// <param name="Number">Which working day, or which such day of the week, of the month: from 1; or the last ones, from -1.</param>
/// <param name="Weekday">A day of the week; absent: working days are counted.</param>
public sealed record MeetingRule(int EveryMonths, int Number, DayOfWeek? Weekday = null)
{
    /// <summary>Every month, every quarter, and what lies between and beyond.</summary>
    public static IReadOnlyList<int> Rhythms { get; } = [1, 2, 3, 6, 12];

    /// <summary>Every month has so many working days, and so many of each day of the week.</summary>
    public const int MostWorkingDays = 10;
    public const int MostWeekdays = 4;

    private static readonly Wording _monthEnds = new("Fin du mois précédent", "نهاية الشهر السابق", "End of the month before");
    private static readonly Wording _monthBegins = new("Début du mois suivant", "بداية الشهر الموالي", "Beginning of the next month");
    private static readonly Wording _weekday = new("Jour de semaine convenu", "يوم الأسبوع المتفق عليه", "The day of the week agreed");

    /// <exception cref="RuleBrokenException">There is no such day in every month, or no such rhythm.</exception>
    public MeetingRule Checked() => Rhythms.Contains(EveryMonths) && Number != 0 && Math.Abs(Number) <= (Weekday is null ? MostWorkingDays : MostWeekdays)
        ? this
        : throw new RuleBrokenException("Meetings.NoSuchRule", MostWorkingDays, MostWeekdays);

    /// <summary>How the day of a month is counted.</summary>
    /// <param name="month">Its first day.</param>
    public DateRule Of(DateOnly month, string? region) => (Weekday, Number) switch
    {
        (null, > 0) => new DateRule(month.AddDays(-1), Number, region, _monthEnds),
        (null, _) => new DateRule(month.AddMonths(1), Number, region, _monthBegins),
        ({ } day, > 0) => new DateRule(month.AddDays(((int)day - (int)month.DayOfWeek + 7) % 7 + (7 * (Number - 1))), 0, region, _weekday),
        ({ } day, _) => new DateRule(LastOf(day, month.AddMonths(1).AddDays(-1)).AddDays(7 * (Number + 1)), 0, region, _weekday),
    };

    private static DateOnly LastOf(DayOfWeek day, DateOnly monthEnd) => monthEnd.AddDays(-(((int)monthEnd.DayOfWeek - (int)day + 7) % 7));
}
