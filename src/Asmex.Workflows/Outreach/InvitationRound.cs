using Asmex.Workflows.Calendars;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Outreach;

/// <summary>The invitations of one step of an action, or the letters of one campaign: opened together, closed together.</summary>
public sealed class InvitationRound
{
    public const int MostReminders = 2;
    public const int LongestDays = 250;

    private DateRule? _closes;
    private int _calendarVersion;

    private InvitationRound()
    {
    }

    public InvitationRound(RoundPlace place, string letter, EventDetails details, Questions questions, IReadOnlyList<int> reminderDays, DateOnly openedOn, DateOnly closesOn)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(letter);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(closesOn, openedOn);
        if (reminderDays.Count > MostReminders || reminderDays.Any(d => d is < 1 or > LongestDays) || !reminderDays.Order().SequenceEqual(reminderDays))
        {
            throw new ArgumentException($"At most {MostReminders} reminders, in order and after the first day, got: {string.Join(", ", reminderDays)}.", nameof(reminderDays));
        }

        (ExecutionId, InstanceId, PlanId, ActionId, Region, CampaignId) = (place.ExecutionId, place.InstanceId, place.PlanId, place.ActionId, place.Region, place.CampaignId);
        (Letter, Event, Questions, ReminderDays, OpenedOn, ClosesOn) = (letter, details, questions, reminderDays, openedOn, closesOn);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The step's execution, which is also the bookmark that the end of the round answers; absent for a campaign.</summary>
    public string? ExecutionId { get; private init; }
    public string? InstanceId { get; private init; }
    public Guid? PlanId { get; private init; }
    public Guid? ActionId { get; private init; }

    /// <summary>The campaign it belongs to, where it is no step of an action.</summary>
    public Guid? CampaignId { get; private init; }
    public string? Region { get; private init; }

    /// <summary>False for a letter that only tells: it has no page to answer on.</summary>
    public bool AsksAnswer { get; init; } = true;
    public string Letter { get; private init; } = "";
    public EventDetails Event { get; private set; } = null!;

    /// <summary>How often date, hour or place were changed after the invitation.</summary>
    public int EventChanges { get; private set; }
    public Questions Questions { get; private init; } = new();

    /// <summary>Working days after <see cref="OpenedOn"/>.</summary>
    public IReadOnlyList<int> ReminderDays { get; private init; } = [];
    public DateOnly OpenedOn { get; private init; }

    /// <summary>The last day to answer.</summary>
    public DateOnly ClosesOn { get; private set; }

    /// <summary>How <see cref="ClosesOn"/> was counted, and with which calendar.</summary>
    public DateRule? Closes { get => _closes; init => _closes = value; }
    public int CalendarVersion { get => _calendarVersion; init => _calendarVersion = value; }
    public RoundState State { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Also when all that were invited have answered and the work has the result.</summary>
    public bool TakesAnswersOn(DateOnly today) => State != RoundState.Cancelled && today <= ClosesOn;

    /// <exception cref="RuleBrokenException">It is cancelled, or was changed since it was looked at.</exception>
    public void ChangeEvent(EventDetails details, int changesSeen)
    {
        if (State == RoundState.Cancelled)
        {
            throw new RuleBrokenException("Outreach.Cancelled", Event.Title);
        }

        if (changesSeen != EventChanges)
        {
            throw new RuleBrokenException("Outreach.EventChangedMeanwhile", Event.Title);
        }

        Event = details;
        EventChanges++;
    }

    /// <summary>Gives firms until another day.</summary>
    /// <param name="rule">How the day is counted; absent for one that stays whatever the calendar becomes.</param>
    public void CloseOn(DateOnly day, DateRule? rule, int calendarVersion) => (ClosesOn, _closes, _calendarVersion) = (day, rule, calendarVersion);

    /// <summary>All have answered, or the last day has passed: the workflow has the result.</summary>
    public void Close(DateTimeOffset now) => (State, EndedAt) = (RoundState.Closed, now);

    /// <summary>The workflow no longer waits for it.</summary>
    public void Cancel(DateTimeOffset now) => (State, EndedAt) = (RoundState.Cancelled, now);
}

public enum RoundState
{
    Open,
    Closed,
    Cancelled,
}

/// <summary>Where in the work a round belongs.</summary>
public sealed record RoundPlace(string? ExecutionId, string? InstanceId, Guid? PlanId, Guid? ActionId, string? Region, Guid? CampaignId = null)
{
    public static RoundPlace OfCampaign(Guid campaignId, string? region) => new(null, null, null, null, region, campaignId);
}
