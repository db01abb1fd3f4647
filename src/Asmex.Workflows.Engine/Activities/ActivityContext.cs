using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Engine.Expressions;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>One execution of an activity: what it may see and do while it runs.</summary>
public sealed class ActivityContext
{
    internal ActivityContext(Run run, ActivityNode node, ActivityContext? parent, string executionId, DateTimeOffset startedAt)
    {
        (Run, Node, Parent, ExecutionId, StartedAt) = (run, node, parent, executionId, startedAt);
        parent?.Children.Add(this);
        IsTouched = true;
    }

    /// <summary>The id of this execution: deterministic in instance, activity and round; also the id of its first bookmark.</summary>
    public string ExecutionId { get; }

    public string InstanceId => Run.InstanceId;
    public string? CorrelationId => Run.CorrelationId;
    public string ActivityId => Node.Id;
    public string NodeId => Node.NodeId;
    public DateTimeOffset Now => Run.Now;

    /// <summary>The definition that runs, and its version.</summary>
    public WorkflowDefinition Definition => Run.Definition;

    /// <summary>The place of this activity in the definition.</summary>
    public ActivityNode Node { get; }

    /// <summary>What the activity wants to remember between its runs and resumes; kept with the instance.</summary>
    public JsonNode? Memory { get; set; }

    /// <summary>The name of the instance.</summary>
    public string? InstanceName => Run.Name;

    /// <summary>Evaluates an input; the default of <typeparamref name="T"/> when the definition gives none.</summary>
    public T? Get<T>(Input<T>? input) => input is null ? default : input.Evaluate(this);

    /// <summary>Sets the variable an output is bound to; nothing when it is bound to none.</summary>
    public void Set<T>(Output<T>? output, T? value) => Set(output, value, "Result");

    /// <summary>Sets the variable an output is bound to, and what expressions find by the output's name.</summary>
    public void Set<T>(Output<T>? output, T? value, string name)
    {
        var kept = Values.Normalize(value);
        Run.Record(this, name, kept);
        if (output?.VariableId is { } id)
            Run.SetVariable(this, id, kept);
    }

    /// <summary>A value the instance was started with.</summary>
    public JsonNode? WorkflowInput(string name) => Run.Input[name];

    /// <summary>The value of a variable in scope, by name; null when there is none.</summary>
    public JsonNode? Variable(string name) => Values.ToJson(FindVariableByName(name)?.Value);

    public void Add(Effect effect) => Run.Effects.Add(effect);

    internal Run Run { get; }
    internal ActivityContext? Parent { get; }
    internal ContextList Children { get; } = new();
    internal ActivityContext? Previous { get; set; }
    internal ActivityContext? Next { get; set; }

    /// <summary>True when this burst began or changed it.</summary>
    internal bool IsTouched { get; set; }

    /// <summary>Its place in the state that is being written.</summary>
    internal int Place { get; set; }

    internal ActivityStatus Status { get; set; } = ActivityStatus.Running;
    internal DateTimeOffset StartedAt { get; }
    internal DateTimeOffset? CompletedAt { get; set; }
    internal IReadOnlyList<string> Outcomes { get; set; } = [];

    /// <summary>A counter that composites use: the next child, the iterations left.</summary>
    internal int Index { get; set; }

    internal bool IsBreaking { get; set; }

    /// <summary>True while its children are cancelled because it ends: their end concerns it no more.</summary>
    internal bool IsEnding { get; set; }

    /// <summary>True when a loop of a flowchart led back to it.</summary>
    internal bool CameBack { get; set; }

    internal FlowScope? Scope { get; set; }
    internal List<VariableSlot>? Slots { get; set; }
    internal List<Bookmark>? Bookmarks { get; set; }
    internal int BookmarkCount { get; set; }

    internal bool IsLive => Status is ActivityStatus.Running or ActivityStatus.Faulted or ActivityStatus.Pending;

    /// <summary>Schedules a contained activity; it runs after what is scheduled already.</summary>
    internal void Schedule(ActivityNode child, bool cameBack = false, params ReadOnlySpan<VariableSlot> variables) =>
        Run.Schedule(new WorkItem(child, this, cameBack, variables.Length == 0 ? null : [.. variables]));

    /// <summary>Tells the composites around it to end: loops end the signal, others pass it on.</summary>
    internal void Break()
    {
        for (var around = Parent; around is not null; around = around.Parent)
        {
            if (around.Node.Activity is not IBreakable breakable)
                continue;
            around.IsBreaking = true;
            if (breakable.EndsBreak)
                return;
        }
    }

    internal VariableSlot? FindVariable(string id)
    {
        for (var around = this; around is not null; around = around.Parent)
            if (around.Slots is { } slots)
                foreach (var slot in slots)
                    if (slot.Id == id)
                        return slot;
        return null;
    }

    internal VariableSlot? FindVariableByName(string name)
    {
        for (var around = this; around is not null; around = around.Parent)
            if (around.Slots is { } slots)
                foreach (var slot in slots)
                    if (slot.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                        return slot;
        return null;
    }

    internal object? InputValue(string name)
    {
        for (var around = this; around is not null; around = around.Parent)
            // One without memory evaluates its own inputs just now: what they ask for is given to what is around it.
            if (around.Node.Activity is DefinitionActivity && around.Memory is not null)
                return DefinitionActivity.InputValue(around, name);
        return Values.FromJson(Run.Input[name]);
    }

    internal ActivityExecution ToExecution() => new(
        ExecutionId, Parent?.Parent is null ? null : Parent.ExecutionId, Node.Id, Node.NodeId, Node.Type, Node.Name, Status.ToString(), StartedAt, CompletedAt, Outcomes);
}
