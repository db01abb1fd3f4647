using Asmex.Workflows.Calendars;
using Asmex.Workflows.People;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Tasks;

/// <summary>A step that a person does: opened by a workflow, answered once.</summary>
public sealed class PlanTask
{
    private PlanTask()
    {
    }

    /// <param name="executionId">The activity execution that waits for it; also its bookmark.</param>
    public PlanTask(string executionId, string instanceId, string activityId, string region, TaskKind kind, string role, Wording title, DateTimeOffset at)
    {
        ArgumentException.ThrowIfNullOrEmpty(executionId);
        (ExecutionId, InstanceId, ActivityId, Region, Kind, Role, Title, OpenedAt) = (executionId, instanceId, activityId, region, kind, role, title, at);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public string ExecutionId { get; private init; } = "";
    public string InstanceId { get; private init; } = "";
    public string ActivityId { get; private init; } = "";
    public Guid? PlanId { get; init; }
    public Guid? ActionId { get; init; }
    public string Region { get; private init; } = "";
    public TaskKind Kind { get; private init; }
    public string Role { get; private init; } = "";
    public Guid? AssigneeId { get; private set; }
    public Wording Title { get; private init; } = new("");
    public Wording? Instructions { get; init; }
    public IReadOnlyList<FormField> Form { get; init; } = [];
    public IReadOnlyList<TaskOutcome> Outcomes { get; init; } = [];

    /// <summary>What must be attached before completing; absent when nothing must.</summary>
    public Wording? Evidence { get; init; }
    public DateTimeOffset OpenedAt { get; private init; }
    public DateOnly DueOn { get; init; }
    public DateRule? Due { get; init; }

    /// <summary>The calendar that <see cref="DueOn"/> was counted with.</summary>
    public int CalendarVersion { get; init; }
    public PlanTaskStatus Status { get; private set; }

    /// <summary>What is typed so far, or what the step was answered with before it came back, as JSON.</summary>
    public string? Draft { get; private set; }
    public DateTimeOffset? DraftSavedAt { get; private set; }

    /// <summary>Why the step came back to its owner.</summary>
    public string? Remarks { get; init; }
    public string? RemarksBy { get; init; }
    public string? Outcome { get; private set; }
    public string? Values { get; private set; }
    public Guid? CompletedById { get; private set; }
    public string? CompletedBy { get; private set; }
    public DateTimeOffset? CompletedAt { get; private set; }
    public int Version { get; private set; }

    public bool IsOpen => Status == PlanTaskStatus.Open;

    /// <summary>A role done by a guest: a delegate of the region hands it over and stays accountable.</summary>
    public bool IsForGuest => Role is Roles.Expert or Roles.Partner or Roles.Firm;

    /// <summary>The role of the account that is accountable for it.</summary>
    public string AccountableRole => IsForGuest ? Roles.Delegate : Role;

    public bool IsLate(DateOnly today) => IsOpen && DueOn < today;

    /// <summary>True when this person may do it: the one it is assigned to, or whoever holds its role for the region.</summary>
    public bool IsFor(Actor actor) => actor.Is(AccountableRole, Region) || (actor.PersonId is { } id && id == AssigneeId);

    public void Assign(Guid? personId)
    {
        MustBeOpen();
        AssigneeId = personId;
        Version++;
    }

    public void Prefill(string? draft) => Draft = draft;

    public void SaveDraft(string draft, DateTimeOffset at)
    {
        MustBeOpen();
        (Draft, DraftSavedAt) = (draft, at);
    }

    /// <summary>The answer of the step; given once.</summary>
    public void Complete(string outcome, string values, Actor actor, DateTimeOffset at)
    {
        MustBeOpen();
        if (Outcomes.Count > 0 && Outcomes.All(o => o.Name != outcome))
        {
            throw new RuleBrokenException("Tasks.NoSuchOutcome", Title, outcome);
        }

        (Status, Outcome, Values, Draft) = (PlanTaskStatus.Done, outcome, values, null);
        (CompletedById, CompletedBy, CompletedAt) = (actor.PersonId, actor.Name, at);
        Version++;
    }

    public void Cancel()
    {
        if (IsOpen)
        {
            Status = PlanTaskStatus.Cancelled;
            Version++;
        }
    }

    private void MustBeOpen()
    {
        if (Status == PlanTaskStatus.Done)
        {
            throw new RuleBrokenException("Tasks.AlreadyDone", Title, CompletedBy!, CompletedAt!.Value);
        }

        if (Status == PlanTaskStatus.Cancelled)
        {
            throw new RuleBrokenException("Tasks.Cancelled", Title);
        }
    }
}
