using System.Globalization;
using System.Text.Json;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Texts;
using Microsoft.Extensions.Configuration;

namespace Asmex.Workflows.Tests.Calendars;

public sealed class WorkingCalendarTests
{
    private static readonly WorkingCalendar _private = WorkingCalendar.Initial;
    private static readonly WorkingCalendar _public = new(HolidayRules.Shared, new CalendarOptions { PublicSector = true }, []);

    public static IEnumerable<object[]> Occurrences => Expected.Select(e => new object[] { e.Feast, e.HijriYear });

    private static IReadOnlyList<ExpectedFeast> Expected { get; } = JsonSerializer.Deserialize<List<ExpectedFeast>>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Calendars", "occurrences.json")), JsonSerializerOptions.Web)!;

    [Theory]
    [MemberData(nameof(Occurrences))]
    public void Every_feast_falls_where_it_was_announced_or_a_day_after_Umm_al_Qura(string feast, int hijriYear)
    {
        var expected = Expected.Single(e => e.Feast == feast && e.HijriYear == hijriYear);

        var found = _private.FeastsBetween(expected.Date, expected.Date).Single(f => f.Feast == feast);
        var days = _public.FeastsBetween(expected.Date, expected.Date).Single(f => f.Feast == feast);

        Assert.Equal((hijriYear, expected.UmAlQura, expected.Date), (found.HijriYear, found.UmAlQura, found.First));
        Assert.Equal(expected.Status, found.Certainty.ToString().ToLowerInvariant());
        Assert.Equal((expected.PrivateDays[0], expected.PrivateDays[^1]), (found.First, found.Last));
        Assert.Equal((expected.PublicDays[0], expected.PublicDays[^1]), (days.First, days.Last));
        Assert.All(expected.PrivateDays, day => Assert.False(_private.IsWorkingDay(day)));
        Assert.All(expected.PublicDays, day => Assert.False(_public.IsWorkingDay(day)));
    }

    [Theory]
    [InlineData("2027-03-09", 11, 14)]
    [InlineData("2027-03-09", 23, 0)]
    [InlineData("2027-03-13", 11, 0)]
    public void The_Centre_and_what_has_no_region_are_written_to_in_the_hours_of_everywhere(string day, int hour, int offices)
    {
        var open = _private.RegionsAtWork(Zone.At(Date(day), new TimeOnly(hour, 0)));

        Assert.Equal(offices, open.Count);
        Assert.Equal(offices > 0, open.Contains("") && open.Contains("MA"));
    }

    [Fact]
    public void Of_2033_both_feasts_of_breaking_the_fast_are_known() => Assert.Equal(
        [new DateOnly(2033, 1, 3), new DateOnly(2033, 12, 24)],
        _private.FeastsBetween(new DateOnly(2033, 1, 1), new DateOnly(2033, 12, 31)).Where(f => f.Feast == "eid_al_fitr").Select(f => f.First));

    [Theory]
    [InlineData("2026-10-31", true)]
    [InlineData("2025-10-31", false)]
    [InlineData("2024-01-14", true)]
    [InlineData("2023-01-14", false)]
    [InlineData("2027-01-11", true)]
    [InlineData("2027-11-18", true)]
    public void A_holiday_counts_from_the_year_it_was_decreed(string day, bool off) => Assert.Equal(
        off, _private.HolidaysOf(Date(day).Year).Any(d => d.Date == Date(day) && d.Kind == DayOffKind.Holiday));

    [Theory]
    [InlineData("2026-11-23", 5, "2026-11-30")]
    [InlineData("2026-11-17", 1, "2026-11-19")]
    [InlineData("2026-11-21", 1, "2026-11-23")]
    [InlineData("2026-11-21", 0, "2026-11-23")]
    [InlineData("2026-11-21", -1, "2026-11-20")]
    [InlineData("2026-11-23", 0, "2026-11-23")]
    [InlineData("2027-03-09", 1, "2027-03-11")]
    [InlineData("2027-01-15", -4, "2027-01-07")]
    public void Counts_over_week_ends_holidays_and_feasts(string start, int days, string expected) =>
        Assert.Equal(Date(expected), _private.AddWorkingDays(Date(start), days));

    [Fact]
    public void The_public_sector_rests_a_second_day_and_those_given_by_the_Head_of_Government()
    {
        Assert.True(_private.IsWorkingDay(Date("2027-03-11")));
        Assert.False(_public.IsWorkingDay(Date("2027-03-11")));
        Assert.True(_private.IsWorkingDay(Date("2026-03-23")));
        Assert.False(_public.IsWorkingDay(Date("2026-03-23")));
    }

    [Fact]
    public void Knows_the_month_of_fasting()
    {
        Assert.False(_private.IsRamadan(Date("2026-02-18")));
        Assert.True(_private.IsRamadan(Date("2026-02-19")));
        Assert.True(_private.IsRamadan(Date("2026-03-19")));
        Assert.False(_private.IsRamadan(Date("2026-03-20")));
        Assert.True(_private.IsRamadan(Date("2027-02-09")));
    }

    [Fact]
    public void The_month_of_fasting_never_has_fewer_or_more_days_than_a_month()
    {
        for (var hijri = 1445; hijri < 1495; hijri++)
        {
            var days = _private.FeastOf("eid_al_fitr", hijri)!.First.DayNumber - _private.FeastOf("ramadan", hijri)!.First.DayNumber;
            Assert.InRange(days, 29, 30);
        }
    }

    [Fact]
    public void Explains_a_date_with_each_day_it_skipped()
    {
        var why = _private.Explain(new DateRule(Date("2027-01-08"), 3));

        Assert.Equal(Date("2027-01-15"), why.Result);
        Assert.Equal(["samedi", "dimanche", "Manifeste de l'Indépendance", "Nouvel An amazigh (Id Yennayer)"], why.Skipped.Select(d => d.Name.Fr));
        Assert.Equal("السبت", why.Skipped[0].Name.Ar);
        Assert.False(why.IsProvisional);
        Assert.Equal("Jours ouvrables comptés après le vendredi 8 janvier 2027 : 3", why.RuleIn("fr"));
        Assert.Equal((0, HolidayRules.Shared.Edition), (why.Version, why.Edition));
    }

    [Fact]
    public void A_date_counted_over_a_feast_that_may_still_move_is_provisional()
    {
        var why = _private.Explain(new DateRule(Date("2027-03-08"), 2));

        Assert.Equal(Date("2027-03-11"), why.Result);
        Assert.Equal([(DayOffKind.Feast, Certainty.Estimate)], why.Skipped.Select(d => (d.Kind, d.Certainty)));
        Assert.Equal(("eid_al_fitr", Date("2027-03-09"), Date("2027-03-10")), why.Uncertain.Select(f => (f.Feast, f.EarliestDay, f.LatestDay)).Single());
        Assert.False(_private.Explain(new DateRule(Date("2027-03-11"), 2)).IsProvisional);
    }

    [Fact]
    public void A_confirmed_feast_moves_the_dates_counted_over_it()
    {
        var feast = _private.FeastsBetween(Date("2027-03-10"), Date("2027-03-10")).Single();
        var observed = CalendarChange.OfFeast(feast, Date("2027-03-09"), Certainty.Observed, Stamp(1));

        var calendar = With(observed);

        Assert.Equal(Date("2027-03-10"), calendar.AddWorkingDays(Date("2027-03-08"), 1));
        Assert.Equal(Date("2027-03-09"), _private.AddWorkingDays(Date("2027-03-08"), 1));
        Assert.False(calendar.Explain(new DateRule(Date("2027-03-08"), 2)).IsProvisional);
        Assert.Equal(1, calendar.Version);
    }

    [Fact]
    public void The_last_word_on_a_feast_counts_and_a_withdrawn_one_does_not()
    {
        var feast = _private.FeastsBetween(Date("2027-03-10"), Date("2027-03-10")).Single();
        var wrong = CalendarChange.OfFeast(feast, Date("2027-03-11"), Certainty.Forecast, Stamp(1));
        var right = CalendarChange.OfFeast(feast, Date("2027-03-09"), Certainty.Observed, Stamp(2));

        Assert.False(With(wrong, right).IsWorkingDay(Date("2027-03-09")));
        Assert.False(With(wrong, right, CalendarChange.Withdrawing(right, Stamp(3))).IsWorkingDay(Date("2027-03-11")));
        Assert.False(With(wrong, CalendarChange.Withdrawing(wrong, Stamp(3))).IsWorkingDay(Date("2027-03-10")));
    }

    [Fact]
    public void A_local_closure_counts_in_its_region_only()
    {
        var closure = CalendarChange.OfDaysOff(Date("2027-01-05"), Date("2027-01-06"), "MA-09", new Wording("Inondations", "فيضانات", "Floods"), Stamp(1));

        var calendar = With(closure);

        Assert.Equal(Date("2027-01-07"), calendar.AddWorkingDays(Date("2027-01-04"), 1, "MA-09"));
        Assert.Equal(Date("2027-01-05"), calendar.AddWorkingDays(Date("2027-01-04"), 1, "MA-01"));
        Assert.Equal(Date("2027-01-05"), calendar.AddWorkingDays(Date("2027-01-04"), 1));
        Assert.Equal(DayOffKind.LocalClosure, calendar.DayOffOn(Date("2027-01-05"), "MA-09")!.Kind);
    }

    [Fact]
    public void A_feast_far_from_the_moon_is_refused_in_words()
    {
        var feast = _private.FeastsBetween(Date("2027-03-10"), Date("2027-03-10")).Single();

        var refusal = Assert.Throws<RuleBrokenException>(() => CalendarChange.OfFeast(feast, Date("2027-04-09"), Certainty.Observed, Stamp(1)));

        Assert.Equal("Aïd Al Fitr ne peut pas commencer le vendredi 9 avril 2027 : le calcul donne le mardi 9 mars 2027 ou le mercredi 10 mars 2027. "
            + "Vérifiez le jour et l'année.", refusal.In("fr"));
    }

    [Fact]
    public void A_closure_must_have_a_name_a_source_and_a_sane_length()
    {
        var (day, name) = (Date("2027-01-05"), new Wording("Fermeture"));

        Assert.Equal("Calendars.DayOffWithoutName", Refused(() => CalendarChange.OfDaysOff(day, day, null, new Wording(" "), Stamp(1))));
        Assert.Equal("Calendars.EndsBeforeItBegins", Refused(() => CalendarChange.OfDaysOff(day, day.AddDays(-1), null, name, Stamp(1))));
        Assert.Equal("Calendars.ClosureTooLong", Refused(() => CalendarChange.OfDaysOff(day, day.AddYears(1), null, name, Stamp(1))));
        Assert.Equal("Calendars.SourceMissing", Refused(() => CalendarChange.OfDaysOff(day, day, null, name, Stamp(1) with { Source = " " })));
    }

    [Fact]
    public void The_days_of_rest_that_are_set_take_the_place_of_the_usual_ones()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Calendar:WeeklyRest:0"] = "Sunday" }).Build();

        var calendar = new WorkingCalendar(HolidayRules.Shared, settings.GetSection(CalendarOptions.Section).Get<CalendarOptions>()!, []);

        Assert.Equal([DayOfWeek.Sunday], calendar.RestOn(Date("2027-02-06")));
        Assert.True(calendar.IsWorkingDay(Date("2027-02-06")));
        Assert.Equal([DayOfWeek.Saturday, DayOfWeek.Sunday], _private.RestOn(Date("2027-02-06")));
    }

    [Fact]
    public void Far_outside_the_lunar_tables_only_fixed_holidays_are_known()
    {
        Assert.Equal(11, _private.HolidaysOf(2150).Count);
        Assert.False(_private.IsRamadan(Date("2150-01-01")));
    }

    private static string Refused(Func<CalendarChange> change) => Assert.Throws<RuleBrokenException>(change).Key;

    private static WorkingCalendar With(params CalendarChange[] changes) => new(HolidayRules.Shared, new CalendarOptions(), changes);

    private static ChangeStamp Stamp(int version) => new(version, "communiqué", null, "Administrateur", DateTimeOffset.UnixEpoch);

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record ExpectedFeast(
        string Feast, int HijriYear, DateOnly UmAlQura, DateOnly Date, string Status, IReadOnlyList<DateOnly> PublicDays, IReadOnlyList<DateOnly> PrivateDays);
}
