using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Execution;

namespace Asmex.Workflows.Engine.Definitions;

/// <summary>One place in a definition: an activity with its id and what it contains. Shared by all instances.</summary>
public sealed class ActivityNode
{
    internal ActivityNode(ActivityNode? parent, string id, string type, string? name, JsonObject source, string path)
    {
        (Parent, Id, Type, Name, Source, Path) = (parent, id, type, name, source, path);
        NodeId = parent is null ? id : $"{parent.NodeId}:{id}";
        Hash = ExecutionIds.Hash(NodeId);
    }

    public string Id { get; }

    /// <summary>The ids from the workflow down to this activity, joined by colons.</summary>
    public string NodeId { get; }

    /// <summary>The activity's type, e.g. <c>Elsa.WriteLine</c>.</summary>
    public string Type { get; }
    public string? Name { get; }
    public ActivityNode? Parent { get; }

    /// <summary>What it is called on the drawing, else its id.</summary>
    public string Title => Source["metadata"] is JsonObject metadata && metadata["displayText"] is JsonValue shown && shown.TryGetValue<string>(out var text) && text.Length > 0 ? text : Id;

    /// <summary>The activities it contains, in the order of the definition.</summary>
    public IReadOnlyList<ActivityNode> Children => ChildList;

    /// <summary>The ports it may leave by; null when they are known only while it runs.</summary>
    public IReadOnlyList<string>? Ports { get; internal set; }

    /// <summary>Its JSON, whole.</summary>
    public JsonObject Source { get; }

    /// <summary>Its place in the file, e.g. <c>$.root.activities[4]</c>.</summary>
    public string Path { get; }

    /// <summary>The activity, its inputs bound.</summary>
    public IActivity Activity { get; internal set; } = null!;

    internal List<ActivityNode> ChildList { get; } = [];
    internal IReadOnlyList<Variable> Variables { get; set; } = [];
    internal bool CanStartWorkflow { get; init; }
    internal (ulong High, ulong Low) Hash { get; }

    internal IEnumerable<ActivityNode> Descendants() => ChildList.SelectMany(child => child.Descendants().Prepend(child));

    public override string ToString() => NodeId;
}
