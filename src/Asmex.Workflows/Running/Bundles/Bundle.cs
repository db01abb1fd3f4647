using System.Text.Json;
using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Running.Bundles;

/// <summary>An action type together with what a stock Elsa server needs to run it.</summary>
/// <remarks><c>definitions</c> are to be imported and published in their order, the action type last; <c>main</c> is its id; <c>drawn</c> names
/// the activities that say which definition they are drawn with only for that server, so that the way back leaves them as they were.</remarks>
internal static class Bundle
{
    private const string DefinitionId = "workflowDefinitionId";
    private static readonly string[] _members = [DefinitionId, "workflowDefinitionVersionId", "latestAvailablePublishedVersion", "latestAvailablePublishedVersionId"];

    /// <param name="main">Freshly read: its source is written on.</param>
    /// <param name="all">All definitions whose types share the server: a type has the outcomes that any of them uses.</param>
    public static JsonObject Of(WorkflowDefinition main, IReadOnlyList<WorkflowDefinition> all, ActivityCatalog activities)
    {
        var used = main.Nodes.Where(n => IsOurs(n.Type)).ToList();
        var drawn = used.Where(n => _members.All(member => !n.Source.ContainsKey(member))).ToList();
        drawn.ForEach(Draw);
        var types = activities.Descriptors.Where(d => used.Exists(n => n.Type == d.TypeName));
        return new JsonObject
        {
            ["main"] = main.DefinitionId,
            ["definitions"] = new JsonArray([.. types.Select(t => StandIn.For(t, OutcomesOf(t, [.. all, main]))), main.Source]),
            ["drawn"] = new JsonArray([.. drawn.Select(n => (JsonNode)n.NodeId)]),
        };
    }

    /// <param name="parse">Reads a definition of this house.</param>
    /// <returns>The action type as it was before it went into the bundle.</returns>
    /// <exception cref="RuleBrokenException">It is no bundle.</exception>
    /// <exception cref="DefinitionFaultException">The action type cannot run here.</exception>
    public static async Task<string> MainOfAsync(string bundle, Func<string, Task<WorkflowDefinition>> parse)
    {
        var json = Parsed(bundle) ?? throw new RuleBrokenException("Running.NoBundle");
        var found = (json["definitions"] as JsonArray ?? []).OfType<JsonObject>().LastOrDefault(d => d["definitionId"]?.ToString() == json["main"]?.ToString())
            ?? json["plan"] as JsonObject ?? throw new RuleBrokenException("Running.NoBundle");
        var main = await parse(found.ToJsonString());
        var drawn = (json["drawn"] as JsonArray ?? []).Select(d => d?.ToString()).ToHashSet();
        foreach (var node in main.Nodes.Where(n => drawn.Contains(n.NodeId)))
        {
            Array.ForEach(_members, member => node.Source.Remove(member));
        }

        return main.Source.ToJsonString(BundleJson.Readable);
    }

    // Ours have no dot in their name: Elsa names a definition used as an activity so.
    private static bool IsOurs(string type) => !type.Contains('.', StringComparison.Ordinal);

    private static void Draw(ActivityNode node)
    {
        node.Source[DefinitionId] = node.Type;
        node.Source["workflowDefinitionVersionId"] = null;
        node.Source["latestAvailablePublishedVersion"] = 1;
        node.Source["latestAvailablePublishedVersionId"] = null;
    }

    private static List<string> OutcomesOf(ActivityDescriptor type, IReadOnlyList<WorkflowDefinition> all) =>
        [.. type.Ports.Select(p => p.Name).Concat(all.SelectMany(d => d.Nodes).Where(n => n.Type == type.TypeName).SelectMany(n => n.Ports ?? [])).Distinct()];

    private static JsonObject? Parsed(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
