using System.Collections.Concurrent;

namespace Asmex.Workflows.Calendars;

/// <summary>The feasts of the lunar year: observed where somebody said so, announced where the data knows it, else estimated.</summary>
internal sealed class LunarYear(HolidayRules rules, CalendarOptions options, IReadOnlyList<CalendarChange> changes)
{
    private const int ShortestMonth = 29;
    private const int LongestMonth = 30;
    private readonly ConcurrentDictionary<int, IReadOnlyList<FeastOccurrence>> _years = new();

    /// <summary>The feasts that begin in a year of the common calendar; one of them may do so twice.</summary>
    public IReadOnlyList<FeastOccurrence> FeastsOf(int year) => _years.GetOrAdd(year, Compute);

    public FeastOccurrence? Find(string feast, int hijriYear) =>
        hijriYear is < HolidayRules.FirstHijriYear or > HolidayRules.LastHijriYear ? null
            : feast == HolidayRules.Fasting.Key ? RamadanOf(hijriYear)
            : rules.Feasts.FirstOrDefault(f => f.Key == feast) is { } known ? Occurrence(known, hijriYear) : null;

    public bool IsRamadan(DateOnly date)
    {
        if (date.Year is < HolidayRules.FirstYear or > HolidayRules.LastYear)
        {
            return false;
        }

        var hijri = HolidayRules.HijriYearOf(date);
        return RamadanOf(hijri).First <= date && date < Fitr(hijri).First;
    }

    /// <summary>The first day of the month of fasting: as it was said, else so that the month has the days a month can have.</summary>
    private FeastOccurrence RamadanOf(int hijriYear)
    {
        var (feast, fitr) = (HolidayRules.Fasting, Fitr(hijriYear).First);
        var umAlQura = HolidayRules.UmAlQura(hijriYear, feast.Month, feast.Day);
        var guess = Max(fitr.AddDays(-LongestMonth), Min(fitr.AddDays(-ShortestMonth), umAlQura.AddDays(HolidayRules.DaysAfterUmAlQura)));
        var announced = rules.Ramadan.FirstOrDefault(r => r.HijriYear == hijriYear);
        var (first, certainty, source) = Said(feast, hijriYear) ?? (announced is null ? (guess, Certainty.Estimate, null) : (announced.First, Certainty.Observed, announced.Source));
        var (earliest, latest) = certainty == Certainty.Observed ? (first, first) : (Min(first, umAlQura), Max(first, umAlQura.AddDays(HolidayRules.DaysAfterUmAlQura)));
        return new FeastOccurrence(feast.Key, hijriYear, feast.Name, umAlQura, first, first, certainty, earliest, latest, source);
    }

    private FeastOccurrence Fitr(int hijriYear) => Occurrence(rules.FeastOf("eid_al_fitr"), hijriYear);

    private IReadOnlyList<FeastOccurrence> Compute(int year)
    {
        if (year is < HolidayRules.FirstYear or > HolidayRules.LastYear)
        {
            return [];
        }

        var (first, last) = (HolidayRules.HijriYearOf(new DateOnly(year, 1, 1)), HolidayRules.HijriYearOf(new DateOnly(year, 12, 31)));
        return [.. Enumerable.Range(first - 1, last - first + 3)
            .SelectMany(hijri => rules.Feasts.Select(feast => Occurrence(feast, hijri)))
            .Where(f => f.First.Year == year).OrderBy(f => f.First)];
    }

    private FeastOccurrence Occurrence(LunarFeast feast, int hijriYear)
    {
        var days = (options.PublicSector ? feast.DaysPublic : feast.DaysPrivate) - 1;
        var umAlQura = HolidayRules.UmAlQura(hijriYear, feast.Month, feast.Day);
        var (first, certainty, source) = Said(feast, hijriYear) ?? (umAlQura.AddDays(HolidayRules.DaysAfterUmAlQura), Certainty.Estimate, null);
        var last = first.AddDays(days);
        var (earliest, latest) = certainty == Certainty.Observed
            ? (first, last)
            : (Min(first, umAlQura), Max(last, umAlQura.AddDays(HolidayRules.DaysAfterUmAlQura + days)));
        return new FeastOccurrence(feast.Key, hijriYear, feast.Name, umAlQura, first, last, certainty, earliest, latest, source);
    }

    private static DateOnly Min(DateOnly one, DateOnly other) => one < other ? one : other;

    private static DateOnly Max(DateOnly one, DateOnly other) => one > other ? one : other;

    private (DateOnly First, Certainty Certainty, string? Source)? Said(LunarFeast feast, int hijriYear) =>
        changes.LastOrDefault(c => c.Kind == CalendarChangeKind.Feast && c.Feast == feast.Key && c.HijriYear == hijriYear) is { } change
            ? (change.From, change.Certainty, change.Source)
        : rules.Announced.FirstOrDefault(a => a.Feast == feast.Key && a.HijriYear == hijriYear) is { } announced
            ? (announced.Date, announced.Certainty, announced.Source)
        : null;
}
