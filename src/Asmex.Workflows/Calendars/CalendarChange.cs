using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Calendars;

/// <summary>Something people said about the calendar after the program was made. It is never altered; a later one may withdraw it.</summary>
public sealed class CalendarChange
{
    /// <summary>A closure longer than this is a mistyped year.</summary>
    public const int LongestClosure = 62;

    /// <summary>A week with more days of rest is a mistake.</summary>
    public const int MostDaysOfRest = 3;

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

    /// <summary>For <see cref="CalendarChangeKind.WeeklyRest"/>: the days of rest of every week from <see cref="From"/> on.</summary>
    public IReadOnlyList<DayOfWeek> Rest { get; private init; } = [];

    /// <summary>How many dates it moved when it was made.</summary>
    public int Moved { get; private set; }

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

    /// <summary>Other days of rest in every week, from a day on: everywhere, or in one region only.</summary>
    public static CalendarChange OfWeeklyRest(DateOnly from, IReadOnlyList<DayOfWeek> rest, string? region, ChangeStamp stamp)
    {
        if (rest.Distinct().Count() is 0 or > MostDaysOfRest)
        {
            throw new RuleBrokenException("Calendars.RestOutOfRange", MostDaysOfRest);
        }

        return new CalendarChange(stamp)
        {
            Kind = CalendarChangeKind.WeeklyRest,
            From = from,
            Until = from,
            Region = region,
            Rest = [.. rest.Distinct().Order()],
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

    /// <summary>Keeps how many dates moved with it.</summary>
    public void Count(int moved) => Moved = moved;
}

public enum CalendarChangeKind
{
    Feast,
    Exceptional,
    LocalClosure,
    WeeklyRest,
    Withdrawal,
}

/// <summary>Who changed the calendar, when, on what ground, and the version that it makes.</summary>
public sealed record ChangeStamp(int Version, string Source, Guid? ById, string ByName, DateTimeOffset At);
