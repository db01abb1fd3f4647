using Asmex.Workflows.Calendars;
using Asmex.Workflows.Meetings;
using Asmex.Workflows.Texts;
using FsCheck.Xunit;

namespace Asmex.Workflows.Tests.Meetings;

public sealed class MeetingRuleTests
{
    [Theory]
    [InlineData(1, null, "2026-11-02")]
    [InlineData(5, null, "2026-11-09")]
    [InlineData(-1, null, "2026-11-30")]
    [InlineData(1, DayOfWeek.Thursday, "2026-11-05")]
    [InlineData(4, DayOfWeek.Monday, "2026-11-23")]
    [InlineData(-1, DayOfWeek.Friday, "2026-11-27")]
    [InlineData(3, DayOfWeek.Wednesday, "2026-11-19")]
    public void A_month_has_one_day_for_a_rule(int number, DayOfWeek? weekday, string expected)
    {
        var rule = new MeetingRule(1, number, weekday).Checked();

        Assert.Equal(DateOnly.Parse(expected, null), WorkingCalendar.Initial.DueOn(rule.Of(new DateOnly(2026, 11, 1), null)));
    }

    [Property]
    public bool Its_day_is_a_working_day_of_its_month_or_just_after(byte month, byte number, bool last, bool weekday)
    {
        var first = new DateOnly(2027, 1, 1).AddMonths(month % 36);
        var rule = weekday
            ? new MeetingRule(3, ((number % 4) + 1) * (last ? -1 : 1), (DayOfWeek)(1 + (month % 5)))
            : new MeetingRule(3, ((number % 10) + 1) * (last ? -1 : 1));

        var day = WorkingCalendar.Initial.DueOn(rule.Checked().Of(first, null));

        return WorkingCalendar.Initial.IsWorkingDay(day) && day >= first && day < first.AddMonths(1).AddDays(weekday ? 7 : 0);
    }

    [Theory]
    [InlineData(4, 1, null)]
    [InlineData(3, 0, null)]
    [InlineData(3, 11, null)]
    [InlineData(3, -5, DayOfWeek.Monday)]
    public void A_day_that_not_every_month_has_is_no_rule(int months, int number, DayOfWeek? weekday) =>
        Assert.Equal("Meetings.NoSuchRule", Assert.Throws<RuleBrokenException>(() => new MeetingRule(months, number, weekday).Checked()).Key);
}
