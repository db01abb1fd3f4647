using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Calendars;

/// <summary>Something people said about the calendar after the program was made. It is never altered; a later one may withdraw it.</summary>
public sealed class CalendarChange
{
    /// <summary>A closure longer than this is a mistyped year.</summary>
    public const int LongestClosure = 62;

    // A month has 29 or 30 days: no sighting moves a feast further than this from the computed day.
    private const int FurthestMoon = 2;

    private CalendarChange()
    {
    }

    private CalendarChange(ChangeStamp stamp)
    {
        if (string.IsNullOrWhiteSpace(stamp.Source))
        {
            throw new RuleBrokenException("Calendars.SourceMissing");
        }

        (Version, Source, ById, ByName, At) = (stamp.Version, stamp.Source.Trim(), stamp.ById, stamp.ByName, stamp.At);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The version of the calendar that this change made: 1, 2, 3 …</summary>
    public int Version { get; private init; }

    public CalendarChangeKind Kind { get; private init; }
    public string? Feast { get; private init; }
    public int? HijriYear { get; private init; }
    public Certainty Certainty { get; private init; } = Certainty.Observed;
    public DateOnly From { get; private init; }
    public DateOnly Until { get; private init; }
    public string? Region { get; private init; }
    public Wording? Name { get; private init; }
    public int? WithdrawnVersion { get; private init; }

    /// <summary>The communiqué, decree or notice it rests on.</summary>
    public string Source { get; private init; } = "";

    public Guid? ById { get; private init; }
    public string ByName { get; private init; } = "";
    public DateTimeOffset At { get; private init; }

    /// <summary>The moon was seen (or a date was printed): a feast begins on this day.</summary>
    public static CalendarChange OfFeast(FeastOccurrence feast, DateOnly first, Certainty certainty, ChangeStamp stamp)
    {
        if (first < feast.UmAlQura.AddDays(-FurthestMoon) || first > feast.UmAlQura.AddDays(FurthestMoon))
        {
            throw new RuleBrokenException("Calendars.FeastTooFar", feast.Name, first, feast.UmAlQura, feast.UmAlQura.AddDays(HolidayRules.DaysAfterUmAlQura));
        }

        return new CalendarChange(stamp)
        {
            Kind = CalendarChangeKind.Feast,
            Feast = feast.Feast,
            HijriYear = feast.HijriYear,
            Certainty = certainty,
            From = first,
            Until = first,
        };
    }

    /// <summary>A day off that no rule gives: by decree everywhere, or in one region only.</summary>
    public static CalendarChange OfDaysOff(DateOnly from, DateOnly until, string? region, Wording name, ChangeStamp stamp)
    {
        if (string.IsNullOrWhiteSpace(name.Fr))
        {
            throw new RuleBrokenException("Calendars.DayOffWithoutName");
        }

        if (until < from)
        {
            throw new RuleBrokenException("Calendars.EndsBeforeItBegins", from, until);
        }

        if (until.DayNumber - from.DayNumber >= LongestClosure)
        {
            throw new RuleBrokenException("Calendars.ClosureTooLong", from, until, LongestClosure);
        }

        return new CalendarChange(stamp)
        {
            Kind = region is null ? CalendarChangeKind.Exceptional : CalendarChangeKind.LocalClosure,
            From = from,
            Until = until,
            Region = region,
            Name = name,
        };
    }

    /// <summary>An earlier change was a mistake.</summary>
    public static CalendarChange Withdrawing(CalendarChange mistaken, ChangeStamp stamp) => new(stamp)
    {
        Kind = CalendarChangeKind.Withdrawal,
        From = mistaken.From,
        Until = mistaken.Until,
        Region = mistaken.Region,
        WithdrawnVersion = mistaken.Version,
    };
}

public enum CalendarChangeKind
{
    Feast,
    Exceptional,
    LocalClosure,
    Withdrawal,
}

/// <summary>Who changed the calendar, when, on what ground, and the version that it makes.</summary>
public sealed record ChangeStamp(int Version, string Source, Guid? ById, string ByName, DateTimeOffset At);
