using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;

namespace Asmex.Workflows.Engine.Definitions;

/// <summary>An Elsa 3 workflow definition: what the engine runs, and the JSON it was read from, whole.</summary>
public sealed class WorkflowDefinition
{
    private Dictionary<string, ActivityNode>? _byNodeId;

    /// <summary>The id of this version.</summary>
    public required string Id { get; init; }
    public required string DefinitionId { get; init; }
    public required int Version { get; init; }
    public string? Name { get; init; }

    /// <summary>The JSON it was read from, with the members that are not understood here.</summary>
    public required JsonObject Source { get; init; }

    /// <summary>The variables of the whole workflow.</summary>
    public IReadOnlyList<Variable> Variables { get; internal init; } = [];

    /// <summary>What it can be started with.</summary>
    public IReadOnlyList<WorkflowInput> Inputs { get; internal init; } = [];

    /// <summary>The names of its outputs.</summary>
    public IReadOnlyList<string> Outputs { get; internal init; } = [];

    /// <summary>The ports it has when it is used as an activity.</summary>
    public IReadOnlyList<string> Outcomes { get; internal init; } = [];

    /// <summary>What is odd about it, but does not keep it from running.</summary>
    public IReadOnlyList<DefinitionFault> Warnings { get; internal init; } = [];

    /// <summary>All activities, containers before what they contain.</summary>
    public IReadOnlyList<ActivityNode> Nodes { get; private set; } = [];

    /// <summary>The root activity; null when it has none.</summary>
    public ActivityNode? Root => Workflow.Children.Count == 0 ? null : Workflow.Children[0];

    internal ActivityNode Workflow
    {
        get;
        init
        {
            field = value;
            Nodes = [.. value.Descendants()];
        }
    } = null!;

    /// <summary>True when an expression asks an activity for its output, so that outputs must be kept.</summary>
    internal bool AsksForOutputs { get; init; }

    /// <summary>Reads and checks a definition.</summary>
    /// <exception cref="DefinitionFaultException">With all faults at once.</exception>
    public static WorkflowDefinition Read(string json, ActivityCatalog activities) => Read(json, activities, definitions: null);

    /// <summary>Reads and checks a definition that may use other definitions as activities.</summary>
    /// <exception cref="DefinitionFaultException">With all faults at once.</exception>
    public static WorkflowDefinition Read(string json, ActivityCatalog activities, IDefinitionResolver? definitions) =>
        DefinitionReader.Read(json, activities, definitions);

    /// <summary>The activity of this node id; null when there is none.</summary>
    public ActivityNode? Find(string nodeId) =>
        (_byNodeId ??= Nodes.Prepend(Workflow).ToDictionary(n => n.NodeId)).GetValueOrDefault(nodeId);

    internal JsonObject WithDefaults(JsonObject input)
    {
        var whole = (JsonObject)input.DeepClone();
        foreach (var declared in Inputs)
            if (declared.Default is not null && !whole.ContainsKey(declared.Name))
                whole[declared.Name] = declared.Default.DeepClone();
        return whole;
    }
}
