using Asmex.Workflows.Calendars;
using Asmex.Workflows.Texts;
using FsCheck.Xunit;

namespace Asmex.Workflows.Tests.Calendars;

public sealed class WorkingCalendarProperties
{
    private static readonly ChangeStamp _stamp = new(1, "avis", null, "Administrateur", DateTimeOffset.UnixEpoch);

    private static readonly WorkingCalendar _calendar = new(HolidayRules.Shared, new CalendarOptions { PublicSector = true },
    [
        CalendarChange.OfDaysOff(new DateOnly(2027, 5, 3), new DateOnly(2027, 5, 21), "MA-09", new Wording("Fermeture"), _stamp),
        CalendarChange.OfWeeklyRest(new DateOnly(2028, 1, 1), [DayOfWeek.Friday, DayOfWeek.Saturday], "MA-09", _stamp with { Version = 2 }),
    ]);

    [Property(MaxTest = 500)]
    public bool Adding_then_subtracting_working_days_returns(int seed, short days, bool south)
    {
        var (start, count, region) = (WorkingDay(seed, south), days % 400, Region(south));

        return _calendar.AddWorkingDays(_calendar.AddWorkingDays(start, count, region), -count, region) == start;
    }

    [Property(MaxTest = 500)]
    public bool No_date_falls_on_a_day_off(int seed, short days, bool south) =>
        _calendar.IsWorkingDay(_calendar.AddWorkingDays(AnyDay(seed), days % 400, Region(south)), Region(south));

    [Property(MaxTest = 500)]
    public bool The_explanation_lists_exactly_the_skipped_days(int seed, short days, bool south)
    {
        var rule = new DateRule(AnyDay(seed), days % 400, Region(south));

        var why = _calendar.Explain(rule);

        var step = rule.WorkingDays < 0 ? -1 : 1;
        var passed = new List<DateOnly>();
        for (var day = rule.WorkingDays == 0 ? rule.Start : rule.Start.AddDays(step); day != why.Result; day = day.AddDays(step))
        {
            passed.Add(day);
        }

        return why.Result == _calendar.DueOn(rule)
            && why.Skipped.Select(d => d.Date).SequenceEqual(passed.Where(day => !_calendar.IsWorkingDay(day, rule.Region)))
            && passed.Count(day => _calendar.IsWorkingDay(day, rule.Region)) == Math.Max(0, Math.Abs(rule.WorkingDays) - 1);
    }

    [Property(MaxTest = 500)]
    public bool Counting_the_working_days_between_two_gives_what_was_added(int seed, short days, bool south)
    {
        var start = WorkingDay(seed, south);

        return _calendar.CountWorkingDays(start, _calendar.AddWorkingDays(start, days % 400, Region(south)), Region(south)) == days % 400;
    }

    private static string? Region(bool south) => south ? "MA-09" : null;

    private static DateOnly AnyDay(int seed) => new DateOnly(2024, 1, 1).AddDays((int)((uint)seed % 4_000));

    private static DateOnly WorkingDay(int seed, bool south) => _calendar.AddWorkingDays(AnyDay(seed), 0, Region(south));
}
