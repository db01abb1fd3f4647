using Asmex.Workflows.Plans;

namespace Asmex.Workflows.Changes;

/// <summary>One change of a plan that runs.</summary>
public abstract record PlanChange
{
    private PlanChange()
    {
    }

    /// <summary>One action more; its budget comes from what the plan has not divided yet.</summary>
    public sealed record AddAction(ActionDraft Draft) : PlanChange;

    /// <summary>Other dates for an action: its start while it has not started, its fixed date while it runs.</summary>
    public sealed record MoveAction(Guid ActionId, DateOnly StartsOn, DateOnly? FixedDate) : PlanChange;

    /// <summary>An action is given up: nothing of it goes on, what it did not spend is the plan's again.</summary>
    public sealed record CancelAction(Guid ActionId) : PlanChange;

    /// <summary>Another due date for an open task.</summary>
    public sealed record MoveTask(Guid TaskId, DateOnly DueOn) : PlanChange;

    /// <summary>An open task is no longer needed: the work goes on without its answer.</summary>
    /// <param name="Outcome">By which of its buttons it goes on; absent where there is only one way.</param>
    public sealed record CancelStep(Guid TaskId, string? Outcome) : PlanChange;

    /// <summary>An open task goes to someone else who holds its role.</summary>
    public sealed record GiveTask(Guid TaskId, Guid PersonId) : PlanChange;
}
