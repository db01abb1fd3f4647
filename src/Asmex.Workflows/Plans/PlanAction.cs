using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Plans;

/// <summary>One action of a plan: an action type in an edition of its own, run as a child workflow.</summary>
public sealed class PlanAction
{
    private PlanAction()
    {
    }

    internal PlanAction(Guid planId, string region, ActionDraft draft)
    {
        (PlanId, Region) = (planId, region);
        Redraft(draft);
    }

    /// <summary>An action that is added while its plan runs.</summary>
    internal PlanAction(Guid planId, string region, ActionDraft draft, DateTimeOffset addedAt)
        : this(planId, region, draft) => AddedAt = addedAt;

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid PlanId { get; private init; }
    public string Region { get; private init; } = "";
    public string Type { get; private set; } = "";
    public string Edition { get; private set; } = "";
    public DateOnly StartsOn { get; private set; }
    public DateOnly? FixedDate { get; private set; }
    public decimal Budget { get; private set; }
    public PlanStatus Status { get; private set; }
    public string? InstanceId { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>When it was added to a plan that ran already; absent for those the plan was validated with.</summary>
    public DateTimeOffset? AddedAt { get; private init; }

    /// <summary>What the action reached, by indicator key, as JSON.</summary>
    public string? Indicators { get; private set; }

    internal void Redraft(ActionDraft draft)
    {
        if (string.IsNullOrWhiteSpace(draft.Type) || string.IsNullOrWhiteSpace(draft.Edition))
        {
            throw new RuleBrokenException("Plans.ActionIncomplete");
        }

        if (draft.Budget <= 0)
        {
            throw new RuleBrokenException("Plans.ActionWithoutBudget", draft.Edition);
        }

        (Type, Edition, StartsOn, FixedDate, Budget) = (draft.Type, draft.Edition.Trim(), draft.StartsOn, draft.FixedDate, draft.Budget);
    }

    internal void CheckDates(DateOnly today)
    {
        if (StartsOn < today)
        {
            throw new RuleBrokenException("Plans.ActionStartsInThePast", Edition, StartsOn);
        }

        if (FixedDate is { } day && day <= StartsOn)
        {
            throw new RuleBrokenException("Plans.FixedDateBeforeStart", Edition, day, StartsOn);
        }
    }

    /// <summary>Gives it other dates: the start while it has not started, the fixed date until it is over.</summary>
    public void MoveTo(DateOnly startsOn, DateOnly? fixedDate, DateOnly today)
    {
        if (Status is PlanStatus.Closed or PlanStatus.Abandoned)
        {
            throw new RuleBrokenException("Changes.Over", Edition);
        }

        if (startsOn != StartsOn && Status != PlanStatus.Draft)
        {
            throw new RuleBrokenException("Changes.StartedAlready", Edition);
        }

        if (fixedDate is { } day && day != FixedDate && day <= today)
        {
            throw new RuleBrokenException("Changes.FixedDatePast", Edition, day);
        }

        var moved = startsOn != StartsOn;
        (StartsOn, FixedDate) = (startsOn, FixedDate is null ? null : fixedDate ?? FixedDate);
        if (moved)
        {
            CheckDates(today);
        }
        else if (FixedDate <= StartsOn)
        {
            throw new RuleBrokenException("Plans.FixedDateBeforeStart", Edition, FixedDate.Value, StartsOn);
        }
    }

    /// <summary>The child workflow runs.</summary>
    public void Run(string instanceId) => (Status, InstanceId) = (PlanStatus.Running, instanceId);

    public void Close(PlanStatus how, string? indicators, DateTimeOffset at)
    {
        if (Status is PlanStatus.Closed or PlanStatus.Abandoned)
        {
            return;
        }

        (Status, Indicators, ClosedAt) = (how, indicators, at);
    }
}
