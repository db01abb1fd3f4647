using System.Collections.Concurrent;
using System.Globalization;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Regions;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Calendars;

/// <summary>The working days of Morocco as one version of the calendar knows them. It never changes; a change makes another one.</summary>
public sealed class WorkingCalendar
{
    /// <summary>Beyond this many working days a count is a mistake, not a plan.</summary>
    public const int LongestCount = 2_600;

    private readonly CalendarOptions _options;
    private readonly IReadOnlyList<CalendarChange> _changes;
    private readonly List<CalendarChange> _rests;
    private readonly LunarYear _lunar;
    private readonly ConcurrentDictionary<(int Year, string? Region), Dictionary<DateOnly, DayOff>> _years = new();
    private readonly HolidayRules _rules;

    public WorkingCalendar(HolidayRules rules, CalendarOptions options, IReadOnlyCollection<CalendarChange> changes)
    {
        if (Enum.GetValues<DayOfWeek>().All(options.Rest.Contains))
        {
            throw new ArgumentException("A week needs a working day.", nameof(options));
        }

        _rules = rules;
        _options = options;
        _changes = InForce(changes);
        _rests = [.. _changes.Where(c => c.Kind == CalendarChangeKind.WeeklyRest)];
        _lunar = new LunarYear(rules, options, _changes);
        Version = changes.Select(c => c.Version).DefaultIfEmpty(0).Max();
    }

    /// <summary>The calendar as the program brings it, before anybody changed it.</summary>
    public static WorkingCalendar Initial { get; } = new(HolidayRules.Shared, new CalendarOptions(), []);

    public int Version { get; }

    public string Edition => _rules.Edition;

    public bool IsWorkingDay(DateOnly date, string? region = null) => DayOffOn(date, region) is null;

    /// <summary>Why nobody works on a day; null when it is a working day.</summary>
    public DayOff? DayOffOn(DateOnly date, string? region = null) =>
        DaysOffOf(date.Year, region).GetValueOrDefault(date) is { Certainty: Certainty.Observed } sure ? sure
        : RestOn(date, region).Contains(date.DayOfWeek) ? new DayOff(date, NameOf(date.DayOfWeek), DayOffKind.WeeklyRest, Certainty.Observed)
        : DaysOffOf(date.Year, region).GetValueOrDefault(date);

    /// <summary>The days of rest of the week of a day: what was last said for the region, else for everywhere, else the setting.</summary>
    public IReadOnlyList<DayOfWeek> RestOn(DateOnly date, string? region = null)
    {
        var said = _rests.FindLast(c => c.From <= date && c.Region == region && region is not null) ?? _rests.FindLast(c => c.From <= date && c.Region is null);
        return said?.Rest ?? _options.Rest;
    }

    /// <summary>Codes of the regions whose office is open at a moment, and of the Centre and what belongs to no region: only those are written to.</summary>
    public IReadOnlyList<string> RegionsAtWork(DateTimeOffset now) => !HoursOn(Zone.DateOf(now)).Contain(Zone.TimeOf(now))
        ? []
        : [.. RegionCatalog.All.Select(r => r.Code).Where(code => IsWorkingDay(Zone.DateOf(now), code)), .. IsWorkingDay(Zone.DateOf(now)) ? [RegionCatalog.Whole, ""] : Array.Empty<string>()];

    /// <summary>When the office is open on a working day; shorter in Ramadan.</summary>
    public OfficeHours HoursOn(DateOnly date) =>
        IsRamadan(date) ? new OfficeHours(_options.RamadanOpens, _options.RamadanCloses) : new OfficeHours(_options.Opens, _options.Closes);

    /// <summary>The working day that lies so many working days after a day, or before it when negative; with zero the day itself or the next working one.</summary>
    public DateOnly AddWorkingDays(DateOnly date, int days, string? region = null) => Walk(date, days, region, skipped: null);

    /// <summary>How many working days come after a day up to another, the latter included; negative when it lies before.</summary>
    /// <remarks>Between two working days it is what <see cref="AddWorkingDays"/> needs to get from one to the other.</remarks>
    public int CountWorkingDays(DateOnly from, DateOnly to, string? region = null)
    {
        var (step, count) = (to < from ? -1 : 1, 0);
        for (var day = from; day != to;)
        {
            day = day.AddDays(step);
            count += IsWorkingDay(day, region) ? step : 0;
        }

        return count;
    }

    public DateOnly DueOn(DateRule rule) => AddWorkingDays(rule.Start, rule.WorkingDays, rule.Region);

    public DateExplanation Explain(DateRule rule)
    {
        var skipped = new List<DayOff>();
        var result = Walk(rule.Start, rule.WorkingDays, rule.Region, skipped);
        var (first, last) = result < rule.Start ? (result, rule.Start) : (rule.Start, result);
        var uncertain = FeastsBetween(first, last).Where(f => f.Certainty != Certainty.Observed).ToList();
        return new DateExplanation(rule, result, skipped, uncertain, Version, Edition);
    }

    /// <summary>The feasts of the lunar year that touch these days or, while not observed, may touch them.</summary>
    public IReadOnlyList<FeastOccurrence> FeastsBetween(DateOnly first, DateOnly last) =>
        [.. Enumerable.Range(first.Year - 1, last.Year - first.Year + 3).SelectMany(_lunar.FeastsOf).Where(f => f.EarliestDay <= last && f.LatestDay >= first)];

    /// <summary>A feast of a lunar year; null when there is no such feast, or its year lies outside the tables.</summary>
    public FeastOccurrence? FeastOf(string feast, int hijriYear) => _lunar.Find(feast, hijriYear);

    /// <summary>The first days of the month of fasting in a year of the common calendar.</summary>
    public IReadOnlyList<FeastOccurrence> RamadansOf(int year) => year is < HolidayRules.FirstYear or > HolidayRules.LastYear ? []
        : [.. new[] { new DateOnly(year, 1, 1), new DateOnly(year, 12, 31) }.Select(HolidayRules.HijriYearOf).Distinct().Select(hijri => FeastOf(HolidayRules.Fasting.Key, hijri)).OfType<FeastOccurrence>().Where(f => f.First.Year == year)];

    /// <summary>Every day off of a year that is not one of weekly rest, in order.</summary>
    public IReadOnlyList<DayOff> HolidaysOf(int year, string? region = null) => [.. DaysOffOf(year, region).Values.OrderBy(d => d.Date)];

    /// <summary>True in the month of fasting, when offices close early and plans should be slower.</summary>
    public bool IsRamadan(DateOnly date) => _lunar.IsRamadan(date);

    /// <summary>False for a change that was withdrawn, unless that withdrawal was withdrawn itself.</summary>
    public bool Holds(int version) => _changes.Any(c => c.Version == version);

    private static List<CalendarChange> InForce(IReadOnlyCollection<CalendarChange> changes)
    {
        var withdrawn = new HashSet<int>();
        foreach (var withdrawal in changes.Where(c => c.WithdrawnVersion is not null).OrderByDescending(c => c.Version))
        {
            if (!withdrawn.Contains(withdrawal.Version))
            {
                withdrawn.Add(withdrawal.WithdrawnVersion!.Value);
            }
        }

        return [.. changes.Where(c => !withdrawn.Contains(c.Version)).OrderBy(c => c.Version)];
    }

    private static Wording NameOf(DayOfWeek day)
    {
        string In(string tag) => CultureInfo.GetCultureInfo(tag).DateTimeFormat.GetDayName(day);
        return new Wording(In("fr-MA"), In("ar-MA"), In("en-GB"));
    }

    private DateOnly Walk(DateOnly date, int days, string? region, List<DayOff>? skipped)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Abs(days), LongestCount, nameof(days));
        var (step, left) = (days < 0 ? -1 : 1, Math.Abs(days));
        for (var day = days == 0 ? date : date.AddDays(step); ; day = day.AddDays(step))
        {
            if (DayOffOn(day, region) is { } off)
            {
                skipped?.Add(off);
            }
            else if (--left <= 0)
            {
                return day;
            }
        }
    }

    private Dictionary<DateOnly, DayOff> DaysOffOf(int year, string? region) => _years.GetOrAdd((year, region), key => Compute(key.Year, key.Region));

    private Dictionary<DateOnly, DayOff> Compute(int year, string? region) =>
        HolidaysIn(year).Concat(FeastDaysIn(year)).Concat(GivenDaysIn(year, region))
            .GroupBy(d => d.Date).ToDictionary(g => g.Key, g => g.Aggregate(Together));

    private IEnumerable<DayOff> HolidaysIn(int year) => _rules.Holidays.Where(h => h.FromYear is null || h.FromYear <= year)
        .Select(h => new DayOff(new DateOnly(year, h.Month, h.Day), h.Name, DayOffKind.Holiday, Certainty.Observed));

    private IEnumerable<DayOff> FeastDaysIn(int year) => Enumerable.Range(year - 1, 3).SelectMany(_lunar.FeastsOf).Distinct()
        .SelectMany(f => Days(f.First, f.Last).Select(day => new DayOff(day, f.Name, DayOffKind.Feast, f.Certainty))).Where(d => d.Date.Year == year);

    private IEnumerable<DayOff> GivenDaysIn(int year, string? region)
    {
        var byDecree = _options.PublicSector ? _rules.Exceptional : [];
        return byDecree.Select(d => new DayOff(d.Date, d.Name, DayOffKind.Exceptional, Certainty.Observed))
            .Concat(_changes.Where(c => c.Name is not null && (c.Region is null || c.Region == region)).SelectMany(c => Days(c.From, c.Until)
                .Select(day => new DayOff(day, c.Name!, c.Region is null ? DayOffKind.Exceptional : DayOffKind.LocalClosure, Certainty.Observed))))
            .Where(d => d.Date.Year == year);
    }

    private static DayOff Together(DayOff one, DayOff other) => one.Name == other.Name ? one : one with
    {
        Name = new Wording($"{one.Name.Fr} · {other.Name.Fr}", $"{one.Name.In("ar")} · {other.Name.In("ar")}", $"{one.Name.In("en")} · {other.Name.In("en")}"),
        Certainty = one.Certainty > other.Certainty ? one.Certainty : other.Certainty,
    };

    private static IEnumerable<DateOnly> Days(DateOnly first, DateOnly last) => Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays);
}
