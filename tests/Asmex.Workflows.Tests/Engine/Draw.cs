using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.Engine.Rehearsals;

namespace Asmex.Workflows.Tests.Engine;

/// <summary>Short words for definitions in tests.</summary>
internal static class Draw
{
    public static readonly ActivityCatalog Catalog = new(typeof(Draw).Assembly);

    public static JsonObject Activity(string type, string id, params (string Name, JsonNode? Value)[] members)
    {
        var activity = new JsonObject { ["id"] = id, ["type"] = type.Contains('.') || type.StartsWith("Test", StringComparison.Ordinal) || type.StartsWith("Asmex", StringComparison.Ordinal) ? type : $"Elsa.{type}", ["version"] = 1 };
        foreach (var (name, value) in members)
            activity[name] = value;
        return activity;
    }

    public static JsonObject Line(string id) => Activity("WriteLine", id, ("text", Literal(id)));

    public static JsonObject Event(string id) => Activity("Event", id, ("eventName", Literal(id)));

    public static JsonObject Script(string id, string text) => Activity("WriteLine", id, ("text", JavaScript(text)));

    public static JsonObject Decision(string id, string script) => Activity("FlowDecision", id, ("condition", JavaScript(script)));

    public static JsonObject Set(string id, string variable, JsonNode value) => Activity("SetVariable", id, ("variable", new JsonObject { ["id"] = variable }), ("value", value));

    public static JsonObject Sequence(string id, params JsonObject[] activities) => Activity("Sequence", id, ("activities", new JsonArray([.. activities])));

    public static JsonObject Flowchart(string id, JsonObject[] activities, params string[] lines) =>
        Activity("Flowchart", id, ("activities", new JsonArray([.. activities])), ("connections", new JsonArray([.. lines.Select(Connection)])));

    public static JsonNode Expression(string type, JsonNode? value) => new JsonObject { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = type, ["value"] = value } };

    public static JsonNode Literal(JsonNode? value) => Expression("Literal", value);

    public static JsonNode JavaScript(string text) => Expression("JavaScript", text);

    public static JsonNode Items(params string[] items) => Expression("Object", new JsonArray([.. items.Select(i => JsonValue.Create(i))]).ToJsonString());

    public static JsonNode Variable(string id) => Expression("Variable", new JsonObject { ["id"] = id });

    public static JsonNode To(string variable) => new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = variable } };

    public static JsonObject Definition(JsonObject root, params (string Name, string Type, string? Value)[] variables) => new()
    {
        ["id"] = "d:1",
        ["definitionId"] = "d",
        ["name"] = "D",
        ["version"] = 1,
        ["variables"] = new JsonArray([.. variables.Select(v => new JsonObject { ["id"] = v.Name, ["name"] = v.Name, ["typeName"] = v.Type, ["value"] = v.Value })]),
        ["root"] = root,
    };

    public static WorkflowDefinition Read(JsonObject definition, IDefinitionResolver? definitions = null) =>
        WorkflowDefinition.Read(definition.ToJsonString(), Catalog, definitions);

    public static Rehearsal Rehearse(JsonObject root, params (string Name, string Type, string? Value)[] variables) =>
        new(Read(Definition(root, variables)), Catalog);

    // "a:Port > b" or "a > b"
    private static JsonObject Connection(string line)
    {
        var ends = line.Split(" > ");
        var source = ends[0].Split(':');
        return new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = source[0], ["port"] = source.Length > 1 ? source[1] : "Done" },
            ["target"] = new JsonObject { ["activity"] = ends[1], ["port"] = "In" },
        };
    }
}
