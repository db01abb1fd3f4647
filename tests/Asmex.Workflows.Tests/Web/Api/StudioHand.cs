using System.Text.Json;
using System.Text.Json.Nodes;

namespace Asmex.Workflows.Tests.Web.Api;

/// <summary>What Elsa Studio 3.8 does to a definition between reading and saving it, as it was observed: it hands back only the members that it
/// knows, every default of a variable as a text, and the activities of a flowchart in another order.</summary>
internal static class StudioHand
{
    private static readonly string[] _members = ["id", "description", "name", "toolVersion", "inputs", "options", "outcomes", "outputs", "version", "createdAt", "customProperties", "definitionId", "isLatest", "isPublished"];
    private static readonly string[] _ofVariable = ["id", "name", "typeName", "isArray", "storageDriverTypeName"];

    public static JsonObject Save(JsonObject read)
    {
        var model = Only(read, _members);
        model["variables"] = new JsonArray([.. (read["variables"] as JsonArray ?? []).OfType<JsonObject>().Select(Variable)]);
        model["root"] = read["root"]?.DeepClone();
        Visit(model["root"]);
        return model;
    }

    private static JsonObject Variable(JsonObject read)
    {
        var variable = Only(read, _ofVariable);
        variable["value"] = read["value"] is { } value ? value.GetValueKind() == JsonValueKind.String ? value.ToString() : value.ToJsonString() : null;
        return variable;
    }

    private static void Visit(JsonNode? node)
    {
        if (node is JsonArray items)
        {
            items.ToList().ForEach(Visit);
            return;
        }

        if (node is not JsonObject members)
        {
            return;
        }

        members.Select(m => m.Value).ToList().ForEach(Visit);
        if (members["type"] is JsonValue type && type.ToString() == "Elsa.Flowchart" && members["activities"] is JsonArray activities)
        {
            members["activities"] = new JsonArray([.. activities.Reverse().Select(a => a?.DeepClone())]);
            members["connections"] = new JsonArray([.. (members["connections"] as JsonArray ?? []).OfType<JsonObject>().Select(line => Only(line, ["source", "target", "vertices"]))]);
        }
    }

    private static JsonObject Only(JsonObject read, string[] members) =>
        new(read.Where(m => members.Contains(m.Key)).Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone())));
}
