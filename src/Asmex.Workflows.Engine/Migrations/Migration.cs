using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.Engine.Execution;

namespace Asmex.Workflows.Engine.Migrations;

/// <summary>Brings a running instance to another version of its definition: first as a plan that a person reads, then for good.</summary>
/// <remarks>Activities are found again by their id. Completed ones are never run again. Nothing is written here.</remarks>
public sealed class Migration
{
    private readonly WorkflowDefinition _from;
    private readonly WorkflowDefinition _to;
    private readonly WorkflowState _state;
    private readonly IReadOnlyDictionary<string, string> _renamed;

    /// <param name="renamed">New activity ids by old ones, for those that were renamed.</param>
    public Migration(WorkflowDefinition from, WorkflowDefinition to, WorkflowState state, IReadOnlyDictionary<string, string>? renamed = null)
    {
        (_from, _to, _state, _renamed) = (from, to, state, renamed ?? new Dictionary<string, string>());
        Steps = [.. ActiveSteps(), .. NewSteps(), .. GoneSteps()];
        LostVariables = [.. from.Variables.Where(v => to.Variables.All(n => n.Id != v.Id)).Select(v => v.Name)];
        NewVariables = [.. to.Variables.Where(v => !Kept.Any(kept => TakesOver(v, kept.Key))).Select(v => v.Name)];
    }

    /// <summary>What happens to each activity concerned.</summary>
    public IReadOnlyList<MigrationStep> Steps { get; }

    /// <summary>Variables whose values would be lost.</summary>
    public IReadOnlyList<string> LostVariables { get; }

    /// <summary>Variables that begin with their default.</summary>
    public IReadOnlyList<string> NewVariables { get; }

    /// <summary>True when nothing that is under way would be lost.</summary>
    public bool IsPossible => _state.Status == WorkflowStatus.Running && Steps.All(s => s.Kind != MigrationKind.Lost);

    /// <summary>The state in the new version. Bookmarks keep their ids.</summary>
    /// <exception cref="InvalidOperationException">The migration is not possible.</exception>
    public WorkflowState Apply()
    {
        if (!IsPossible)
            throw new InvalidOperationException($"Instance '{_state.InstanceId}' cannot be brought to version {_to.Version}: {string.Join("; ", Steps.Where(s => s.Kind == MigrationKind.Lost).Select(s => s.Note))}");
        return new WorkflowState
        {
            InstanceId = _state.InstanceId,
            DefinitionId = _to.DefinitionId,
            Version = _to.Version,
            CorrelationId = _state.CorrelationId,
            Name = _state.Name,
            Status = _state.Status,
            SubStatus = _state.SubStatus,
            Input = _to.WithDefaults(_state.Input),
            Output = _state.Output,
            Outputs = _state.Outputs,
            Rounds = _state.Rounds,
            Contexts = [.. _state.Contexts.Select(Moved)],
            Bookmarks = [.. _state.Bookmarks.Select(b => Find(_from.Find(b.NodeId)!) is { } node ? b with { ActivityId = node.Id, NodeId = node.NodeId } : b)],
        };
    }

    private IEnumerable<MigrationStep> ActiveSteps()
    {
        foreach (var record in _state.Contexts.Skip(1))
        {
            var old = _from.Find(record.NodeId)!;
            if (Find(old) is not { } node)
                yield return new(old.Id, old.NodeId, MigrationKind.Lost, $"'{old.Id}' is under way and version {_to.Version} does not have it.");
            else if (node.Type != old.Type)
                yield return new(old.Id, node.NodeId, MigrationKind.Lost, $"'{old.Id}' is under way as {old.Type} and is {node.Type} in version {_to.Version}.");
            else if (ParentOf(record) is { } parent && Find(parent) != node.Parent)
                yield return new(old.Id, node.NodeId, MigrationKind.Lost, $"'{old.Id}' is under way in '{parent.Id}' and stands in '{node.Parent?.Id}' in version {_to.Version}.");
            else if (node.Children.Count == 0 && !JsonNode.DeepEquals(WithoutDrawing(old), WithoutDrawing(node)))
                yield return new(node.Id, node.NodeId, MigrationKind.Changed, "It is defined differently now; what was asked stays as it was asked.");
            else
                yield return new(node.Id, node.NodeId, MigrationKind.Maps, "It goes on where it stands.");
        }
    }

    private IEnumerable<MigrationStep> NewSteps()
    {
        var kept = _from.Nodes.Select(Find).OfType<ActivityNode>().ToHashSet();
        var passed = new HashSet<ActivityNode>();
        foreach (var node in _to.Nodes.Where(n => !kept.Contains(n)))
        {
            if (passed.Contains(node.Parent!) || IsPassed(node))
                passed.Add(node);
            yield return passed.Contains(node)
                ? new(node.Id, node.NodeId, MigrationKind.Passed, "The place where it stands has been passed; it will not run.")
                : new(node.Id, node.NodeId, MigrationKind.New, "It will run when it is reached.");
        }
    }

    private IEnumerable<MigrationStep> GoneSteps() => _from.Nodes
        .Where(n => Find(n) is null && _state.Contexts.All(c => c.NodeId != n.NodeId))
        .Select(n => new MigrationStep(n.Id, n.NodeId, MigrationKind.Gone, "It is no longer there."));

    private bool IsPassed(ActivityNode node)
    {
        if (node.Parent is not { } parent || RecordOf(parent) is not { } record)
            return false;
        if (parent.Activity is not Flowchart after)
            return RunsAllAtOnce(parent);
        return _from.Find(record.NodeId)!.Activity is Flowchart before && FlowMigration.Scope(record, before, after, Find).Activities[after.PlaceOf(node)] > 0;
    }

    private ContextRecord? RecordOf(ActivityNode newNode) =>
        _state.Contexts.FirstOrDefault(c => _from.Find(c.NodeId) is { } old && Find(old) == newNode);

    private ActivityNode? ParentOf(ContextRecord record) => record.Parent < 0 ? null : _from.Find(_state.Contexts[record.Parent].NodeId);

    private ContextRecord Moved(ContextRecord record, int place)
    {
        var old = _from.Find(record.NodeId)!;
        if (record.Parent < 0)
            return record with { Variables = [.. _to.Variables.Select(v => KeyValuePair.Create(v.Id, ValueOf(v))), .. Undeclared] };
        var node = Find(old)!;
        var moved = record with { NodeId = node.NodeId };
        if (old.Activity is Sequence sequence && node.Activity is Sequence target)
            return moved with { Index = PlaceIn(sequence, target, record.Index) };
        // It counts the branches that ended: all but those under way, whatever came or went.
        if (RunsAllAtOnce(node))
            return moved with { Index = node.Children.Count - _state.Contexts.Count(c => c.Parent == place && c.Status is not (ActivityStatus.Completed or ActivityStatus.Canceled)) };
        if (old.Activity is not Flowchart before || node.Activity is not Flowchart after || record.ConnectionVisits is null)
            return moved;
        var scope = FlowMigration.Scope(record, before, after, Find);
        return moved with { ActivityVisits = scope.Activities, ConnectionVisits = scope.Connections, Postponed = [.. scope.Postponed] };
    }

    private static bool RunsAllAtOnce(ActivityNode node) => node.Activity is Activities.Parallel or Fork;

    /// <summary>The variables of the whole workflow as they stand, by id.</summary>
    private IEnumerable<KeyValuePair<string, object?>> Kept => _state.Contexts.Take(1).SelectMany(c => c.Variables);

    /// <summary>What a script or an activity set without a declaration, and the new version does not declare either.</summary>
    private IEnumerable<KeyValuePair<string, object?>> Undeclared =>
        Kept.Where(kept => _from.Variables.All(v => v.Id != kept.Key) && !_to.Variables.Any(v => TakesOver(v, kept.Key)));

    private object? ValueOf(Variable variable)
    {
        foreach (var (id, value) in Kept)
            if (TakesOver(variable, id))
                return value;
        return variable.Default;
    }

    // What was set without a declaration has its name for an id: a declaration of that name is meant for it.
    private bool TakesOver(Variable variable, string id) => id == variable.Id
        || (id.Equals(variable.Name, StringComparison.OrdinalIgnoreCase) && _from.Variables.All(v => v.Id != id && v.Id != variable.Id));

    // The next to run is what follows the one under way.
    private int PlaceIn(Sequence before, Sequence after, int index)
    {
        if (index == 0 || index > before.Activities.Count)
            return index;
        var current = Find(before.Activities[index - 1]);
        var place = after.Activities.ToList().FindIndex(a => a == current);
        return place < 0 ? Math.Min(index, after.Activities.Count) : place + 1;
    }

    private ActivityNode? Find(ActivityNode old)
    {
        if (old.Parent is null)
            return _to.Workflow;
        if (_renamed.TryGetValue(old.Id, out var name))
            return _to.Nodes.FirstOrDefault(n => n.Id == name);
        return _to.Find(old.NodeId) ?? (_to.Nodes.Count(n => n.Id == old.Id) == 1 ? _to.Nodes.First(n => n.Id == old.Id) : null);
    }

    private static JsonObject WithoutDrawing(ActivityNode node)
    {
        var copy = (JsonObject)node.Source.DeepClone();
        foreach (var member in new[] { "metadata", "nodeId", "id", "customProperties" })
            copy.Remove(member);
        return copy;
    }
}
