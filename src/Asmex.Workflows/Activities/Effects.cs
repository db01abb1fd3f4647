using System.Text.Json.Nodes;
using Asmex.Workflows.Approvals;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Activities;

/// <summary>Opens a task for whoever holds its role.</summary>
public sealed record OpenTaskEffect(string ExecutionId, string ActivityId, TaskKind Kind, string Role, Wording Title) : Effect(ExecutionId)
{
    public Wording? Instructions { get; init; }
    public IReadOnlyList<FormField> Form { get; init; } = [];
    public IReadOnlyList<TaskOutcome> Outcomes { get; init; } = [];
    public Wording? Evidence { get; init; }
    public IReadOnlyList<CheckItem> Checklist { get; init; } = [];
    public int WorkingDays { get; init; }

    /// <summary>Counted back from the action's fixed date, where it has one.</summary>
    public int? DaysBefore { get; init; }

    /// <summary>Absent: the usual ones of its kind.</summary>
    public IReadOnlyList<ReminderStep>? Reminders { get; init; }
}

/// <summary>Asks managers to decide on what a step made, or on money.</summary>
public sealed record OpenApprovalEffect(string ExecutionId, string ActivityId, ApprovalKind Kind, Wording Subject) : Effect(ExecutionId)
{
    /// <summary>For content: the roles that must say yes, one after the other. For money the policy names them.</summary>
    public IReadOnlyList<string> By { get; init; } = [];

    /// <summary>The activity whose answer is decided on; absent: the step that led here.</summary>
    public string? Of { get; init; }

    /// <summary>For money what is asked; for content what it stands for, if the policy is to name more deciders by it.</summary>
    public decimal? Amount { get; init; }
    public string? Line { get; init; }
    public int WorkingDays { get; init; }

    /// <summary>Absent: the usual ones of its kind.</summary>
    public IReadOnlyList<ReminderStep>? Reminders { get; init; }
}

/// <summary>Closes the action with what it reached.</summary>
public sealed record CloseActionEffect(string ExecutionId, PlanStatus How, JsonObject? Indicators) : Effect(ExecutionId);

/// <summary>Closes the plan with its report.</summary>
public sealed record ClosePlanEffect(string ExecutionId, PlanStatus How, JsonObject? Report) : Effect(ExecutionId);

/// <summary>The workflow no longer waits there although nobody answered: what was opened for it is cancelled.</summary>
public sealed record BookmarkBurned(string ExecutionId) : Effect(ExecutionId);

/// <summary>The workflow was ended by a person before its end.</summary>
public sealed record WorkflowCancelled(string ExecutionId) : Effect(ExecutionId);
