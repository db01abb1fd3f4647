using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Definitions;

namespace Asmex.Workflows.Engine.Execution;

/// <summary>From a state to live contexts and back.</summary>
internal sealed partial class Run
{
    /// <summary>Brings the contexts of a state to life.</summary>
    /// <exception cref="FormatException">The definition has no such activity.</exception>
    public void Load(WorkflowState state)
    {
        foreach (var record in state.Contexts)
        {
            var node = Definition.Find(record.NodeId) ?? throw new FormatException(
                $"Instance '{InstanceId}' stands at '{record.NodeId}', which version {Definition.Version} of '{Definition.DefinitionId}' does not have.");
            var parent = record.Parent < 0 ? null : _contexts[record.Parent];
            var context = new ActivityContext(this, node, parent, record.ExecutionId, record.StartedAt)
            {
                Status = record.Status,
                Index = record.Index,
                IsBreaking = record.IsBreaking,
                CameBack = record.CameBack,
                BookmarkCount = record.BookmarkCount,
                Memory = record.Memory,
                Slots = SlotsOf(node, record),
                Scope = ScopeOf(node, record),
                IsTouched = false,
            };
            _contexts.Add(context);
            if (context.IsLive)
                _live++;
            else
                parent?.Children.Remove(context);
        }
        foreach (var bookmark in state.Bookmarks)
        {
            _known.Add(bookmark.Id);
            if (FindContext(bookmark.ExecutionId) is { } context)
                (context.Bookmarks ??= []).Add(bookmark);
        }
    }

    public ActivityContext? FindContext(string executionId)
    {
        foreach (var context in _contexts)
            if (context.ExecutionId == executionId)
                return context;
        return null;
    }

    public Burst ToBurst() => new()
    {
        State = ToState(),
        Added = [.. _added.Values],
        Burned = [.. _burned],
        Effects = Effects,
        Executions = [.. _contexts.Where(c => c.IsTouched && c.Parent is not null).Select(c => c.ToExecution())],
        Incidents = Incidents,
        Lines = Lines,
    };

    private WorkflowState ToState()
    {
        var kept = ContextsToKeep();
        return new WorkflowState
        {
            InstanceId = InstanceId,
            DefinitionId = Definition.DefinitionId,
            Version = Definition.Version,
            CorrelationId = CorrelationId,
            Name = Name,
            Status = StateReader.StatusOf(SubStatus),
            SubStatus = SubStatus,
            Input = Input,
            Output = Output,
            Outputs = _outputs,
            Rounds = _rounds,
            Contexts = kept.ConvertAll(ToRecord),
            Bookmarks = [.. kept.SelectMany(c => c.Bookmarks ?? [])],
        };
    }

    /// <summary>The live ones and those around them; of a finished workflow only what holds its variables.</summary>
    private List<ActivityContext> ContextsToKeep()
    {
        var kept = new HashSet<ActivityContext> { Root };
        if (SubStatus is not (WorkflowSubStatus.Finished or WorkflowSubStatus.Cancelled))
            foreach (var context in _contexts)
                if (context.IsLive)
                    for (var around = context; around is not null && kept.Add(around);)
                        around = around.Parent;
        var ordered = _contexts.FindAll(kept.Contains);
        for (var index = 0; index < ordered.Count; index++)
            ordered[index].Place = index;
        return ordered;
    }

    private static ContextRecord ToRecord(ActivityContext context) => new(
        context.Node.NodeId, context.ExecutionId, context.Parent?.Place ?? -1, context.Status, context.StartedAt)
    {
        Index = context.Index,
        IsBreaking = context.IsBreaking,
        CameBack = context.CameBack,
        BookmarkCount = context.BookmarkCount,
        Memory = context.Memory,
        ActivityVisits = context.Scope?.Activities,
        ConnectionVisits = context.Scope?.Connections,
        Postponed = context.Scope is { Postponed.Count: > 0 } scope ? [.. scope.Postponed] : null,
        Variables = context.Slots is { } slots ? [.. slots.Select(s => KeyValuePair.Create(s.Id, s.Value))] : [],
    };

    private List<VariableSlot>? SlotsOf(ActivityNode node, ContextRecord record)
    {
        if (record.Variables.Count == 0)
            return null;
        var declared = record.Parent < 0 ? Definition.Variables : node.Variables;
        return [.. record.Variables.Select(pair => Slot(declared, pair.Key, pair.Value))];
    }

    private static VariableSlot Slot(IReadOnlyList<Variable> declared, string id, object? value)
    {
        foreach (var variable in declared)
            if (variable.Id == id)
                return new VariableSlot(id, variable.Name, variable.TypeName, variable.IsArray, value);
        return new VariableSlot(id, value);
    }

    private static FlowScope? ScopeOf(ActivityNode node, ContextRecord record)
    {
        if (node.Activity is not Flowchart flowchart || record.ConnectionVisits is null)
            return null;
        var scope = flowchart.NewScope();
        (record.ActivityVisits ?? []).CopyTo(scope.Activities, 0);
        record.ConnectionVisits.CopyTo(scope.Connections, 0);
        scope.Postponed.UnionWith(record.Postponed ?? []);
        return scope;
    }
}
