using System.Text.Json.Nodes;

namespace Asmex.Workflows.Web.Api;

/// <summary>An activity of a definition with those it contains, as a designer steps into containers.</summary>
internal sealed class GraphNode
{
    private readonly JsonObject _activity;
    private readonly string? _port;
    private readonly List<GraphNode> _children = [];

    private GraphNode(JsonObject activity, GraphNode? parent, string? port)
    {
        (_activity, Parent, _port) = (activity, parent, port);
        NodeId = $"{parent?.NodeId ?? "Workflow1"}:{activity.Text("id")}";

        // A designer finds its way by them; files written by hand lack them.
        activity["nodeId"] ??= NodeId;
    }

    public string NodeId { get; }
    public GraphNode? Parent { get; }

    /// <summary>Reads the activities below a root, which is given what it lacks of their ids.</summary>
    public static GraphNode Of(JsonObject root) => Read(root, null, "root");

    public GraphNode? Find(string nodeId) => NodeId == nodeId || nodeId == "Workflow1" && Parent is null ? this : _children.Select(c => c.Find(nodeId)).FirstOrDefault(found => found is not null);

    /// <summary>From the root to this one.</summary>
    public IEnumerable<GraphNode> Path() => Parent is null ? [this] : Parent.Path().Append(this);

    public object Shape() => new
    {
        activity = _activity.DeepClone(),
        propertyName = _port,
        nodeId = NodeId,
        children = _children.Select(c => c.Shape()),
    };

    public object Segment() => new { activityNodeId = NodeId, activityId = _activity.Text("id"), activityType = _activity.Text("type"), portName = _port, activityName = _activity.Text("name") };

    private static GraphNode Read(JsonObject activity, GraphNode? parent, string? port)
    {
        var node = new GraphNode(activity, parent, port);
        foreach (var (member, value) in activity)
        {
            foreach (var inner in member is "customProperties" or "metadata" ? [] : Activities(value))
            {
                node._children.Add(Read(inner, node, member));
            }
        }

        return node;
    }

    // A container holds activities in a member, in a list, or in the cases of a list.
    private static IEnumerable<JsonObject> Activities(JsonNode? value) => value switch
    {
        JsonObject one when one.Text("id") is not null && one.Text("type") is not null => [one],
        JsonArray many => many.SelectMany(item => item is JsonObject one && one.Text("type") is null ? Activities(one["activity"]) : Activities(item)),
        _ => [],
    };
}
