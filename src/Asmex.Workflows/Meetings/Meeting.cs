using Asmex.Workflows.Calendars;
using Asmex.Workflows.People;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Meetings;

/// <summary>One meeting of a series: its day, agenda, who is invited, and afterwards its minutes and decisions.</summary>
public sealed class Meeting
{
    public const int LongestMinutes = 20_000;
    public const int LongestReason = 500;

    private Meeting()
    {
    }

    /// <param name="month">The first day of the month it is the meeting of.</param>
    public Meeting(MeetingSeries series, DateOnly month, WorkingCalendar calendar, DateTimeOffset at)
    {
        (SeriesId, Month, Title, Region, ConvenedAt) = (series.Id, month, series.Title, series.Region, at);
        (Starts, Ends, Place) = (series.Starts, series.Ends, series.Place);
        Fix(series.Rule.Of(month, series.Region), calendar);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid SeriesId { get; private init; }
    public DateOnly Month { get; private init; }
    public Wording Title { get; private init; } = new("");
    public string? Region { get; private init; }
    public DateOnly On { get; private set; }
    public DateRule Due { get; private set; } = new(default, 0);
    public int CalendarVersion { get; private set; }
    public TimeOnly Starts { get; private set; }
    public TimeOnly Ends { get; private set; }
    public string Place { get; private set; } = "";
    public MeetingStatus Status { get; private set; }
    public DateTimeOffset ConvenedAt { get; private init; }

    /// <summary>Why it is cancelled.</summary>
    public string? Reason { get; private set; }
    public string? Minutes { get; private set; }
    public string? MinutesBy { get; private set; }
    public DateTimeOffset? MinutesAt { get; private set; }
    public int Version { get; private set; }

    public bool IsPlanned => Status == MeetingStatus.Planned;

    /// <summary>Another day, hour or place, for this one alone.</summary>
    public void MoveTo(DateRule rule, TimeOnly starts, TimeOnly ends, string? place, WorkingCalendar calendar)
    {
        MustBePlanned();
        if (ends <= starts)
        {
            throw new RuleBrokenException("Meetings.EndsBeforeItStarts");
        }

        (Starts, Ends, Place) = (starts, ends, place?.Trim() ?? "");
        Fix(rule, calendar);
        Version++;
    }

    public void Cancel(string? reason)
    {
        MustBePlanned();
        (Status, Reason) = (MeetingStatus.Cancelled, Said(reason));
        Version++;
    }

    /// <summary>What was said; may be written again until it is right.</summary>
    public void Keep(string? minutes, Actor by, DateOnly today, DateTimeOffset at)
    {
        MustHaveBegun(today);
        if (string.IsNullOrWhiteSpace(minutes) || minutes.Trim().Length > LongestMinutes)
        {
            throw new RuleBrokenException("Meetings.MinutesNeeded", LongestMinutes);
        }

        (Status, Minutes, MinutesBy, MinutesAt) = (MeetingStatus.Held, minutes.Trim(), by.Name, at);
        Version++;
    }

    /// <summary>An agenda is made before the meeting.</summary>
    public void MustBePlanned()
    {
        if (!IsPlanned)
        {
            throw new RuleBrokenException(Status == MeetingStatus.Cancelled ? "Meetings.Cancelled" : "Meetings.Held", Title, On);
        }
    }

    /// <param name="version">What somebody looked at before they decided; absent for who did not look.</param>
    public void MustBeAsSeen(int? version)
    {
        if (version is not null && version != Version)
        {
            throw new RuleBrokenException("Meetings.Changed");
        }
    }

    /// <summary>Minutes and decisions come with or after it.</summary>
    public void MustHaveBegun(DateOnly today)
    {
        if (Status == MeetingStatus.Cancelled)
        {
            throw new RuleBrokenException("Meetings.Cancelled", Title, On);
        }

        if (today < On)
        {
            throw new RuleBrokenException("Meetings.NotYet", Title, On);
        }
    }

    /// <exception cref="RuleBrokenException">A change without a reason.</exception>
    public static string Said(string? reason) => string.IsNullOrWhiteSpace(reason) || reason.Trim().Length > LongestReason
        ? throw new RuleBrokenException("Meetings.ReasonNeeded", LongestReason)
        : reason.Trim();

    private void Fix(DateRule rule, WorkingCalendar calendar) => (On, Due, CalendarVersion) = (calendar.DueOn(rule), rule, calendar.Version);
}

public enum MeetingStatus { Planned, Held, Cancelled }
