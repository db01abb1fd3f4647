using System.Text.Json.Nodes;
using Asmex.Workflows.Tests.Fixtures;

namespace Asmex.Workflows.Tests.Definitions;

/// <summary>One file of <c>workflows/</c>, as its author wrote it.</summary>
internal sealed class Definition
{
    private Definition(string file)
    {
        Name = Path.GetFileNameWithoutExtension(file);
        Text = File.ReadAllText(file);
        Json = JsonNode.Parse(Text)!.AsObject();
        Activities = [.. Json["root"]!["activities"]!.AsArray().Select(a => a!.AsObject())];
        Connections = [.. Json["root"]!["connections"]!.AsArray().Select(c => new Line(
            (string)c!["source"]!["activity"]!, (string)c["source"]!["port"]!, (string)c["target"]!["activity"]!))];
    }

    public string Name { get; }
    public string Text { get; }
    public JsonObject Json { get; }
    public IReadOnlyList<JsonObject> Activities { get; }
    public IReadOnlyList<Line> Connections { get; }

    public static IReadOnlyList<Definition> All { get; } =
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "workflows"), "*.json").Order(StringComparer.Ordinal).Select(f => new Definition(f))];

    public static Definition Of(string name) => All.Single(d => d.Name == name);

    public static string Id(JsonObject activity) => (string)activity["id"]!;

    public static string Type(JsonObject activity) => (string)activity["type"]!;

    public JsonObject Activity(string id) => Activities.Single(a => Id(a) == id);

    /// <summary>An input that holds plain data, as JSON.</summary>
    public static JsonNode? Plain(JsonObject activity, string input)
    {
        var expression = activity[input]?["expression"];
        return (string?)expression?["type"] == "Object" ? JsonNode.Parse((string)expression["value"]!) : expression?["value"];
    }

    /// <summary>The ports an answer may choose: those that a line leaves by.</summary>
    public IReadOnlyList<string> PortsOf(string id) => [.. Connections.Where(c => c.From == id).Select(c => c.Port).Distinct()];
}

internal sealed record Line(string From, string Port, string To);
