using System.Text.Json;
using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Expressions;

namespace Asmex.Workflows.Engine.Execution;

/// <summary>Reads what <see cref="StateWriter"/> wrote.</summary>
internal static class StateReader
{
    /// <exception cref="FormatException">The text is not a state.</exception>
    public static WorkflowState Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"The text is not the state of a workflow: {problem.Message}", problem);
        }
    }

    private static WorkflowState Read(JsonElement json)
    {
        var subStatus = Enum.Parse<WorkflowSubStatus>(json.GetProperty("s").GetString()!);
        return new WorkflowState
        {
            InstanceId = json.GetProperty("i").GetString()!,
            DefinitionId = json.GetProperty("d").GetString()!,
            Version = json.GetProperty("v").GetInt32(),
            CorrelationId = Text(json, "c"),
            Name = Text(json, "n"),
            SubStatus = subStatus,
            Status = StatusOf(subStatus),
            Rounds = json.GetProperty("r").GetInt64(),
            Input = Node(json, "in") as JsonObject ?? [],
            Output = Node(json, "o") as JsonObject ?? [],
            Outputs = Pairs(json, "u").ToDictionary(),
            Contexts = [.. json.GetProperty("x").EnumerateArray().Select(Context)],
            Bookmarks = json.TryGetProperty("b", out var bookmarks) ? [.. bookmarks.EnumerateArray().Select(Bookmark)] : [],
        };
    }

    public static WorkflowStatus StatusOf(WorkflowSubStatus subStatus) =>
        subStatus is WorkflowSubStatus.Finished or WorkflowSubStatus.Cancelled or WorkflowSubStatus.Faulted ? WorkflowStatus.Finished : WorkflowStatus.Running;

    private static ContextRecord Context(JsonElement json) => new(
        json.GetProperty("n").GetString()!,
        json.GetProperty("e").GetString()!,
        Number(json, "p", -1),
        Text(json, "s") is { } status ? Enum.Parse<ActivityStatus>(status) : ActivityStatus.Running,
        DateTimeOffset.FromUnixTimeMilliseconds(json.GetProperty("t").GetInt64()))
    {
        Index = Number(json, "k"),
        IsBreaking = json.TryGetProperty("br", out _),
        CameBack = json.TryGetProperty("cb", out _),
        BookmarkCount = Number(json, "bc"),
        ActivityVisits = Counts(json, "fa"),
        ConnectionVisits = Counts(json, "fc"),
        Postponed = Counts(json, "fp"),
        Variables = Pairs(json, "v"),
        Memory = Node(json, "m"),
    };

    private static Bookmark Bookmark(JsonElement json)
    {
        var execution = json.GetProperty("e").GetString()!;
        var nodeId = json.GetProperty("n").GetString()!;
        return new Bookmark(
            Text(json, "i") ?? execution,
            nodeId[(nodeId.LastIndexOf(':') + 1)..],
            nodeId,
            execution,
            json.GetProperty("t").GetString()!,
            Text(json, "s"),
            Node(json, "p"),
            json.TryGetProperty("d", out var due) ? due.GetDateTimeOffset() : null);
    }

    private static List<KeyValuePair<string, object?>> Pairs(JsonElement json, string name) =>
        json.TryGetProperty(name, out var pairs) ? [.. pairs.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, Value(p.Value)))] : [];

    private static object? Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => json.TryGetInt64(out var whole) ? whole : json.TryGetDecimal(out var exact) ? exact : json.GetDouble(),
        JsonValueKind.Object or JsonValueKind.Array => Values.FromJson(Node(json)),
        _ => null,
    };

    private static JsonNode? Node(JsonElement json, string name) => json.TryGetProperty(name, out var found) ? Node(found) : null;

    private static JsonNode? Node(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => JsonObject.Create(json.Clone()),
        JsonValueKind.Array => JsonArray.Create(json.Clone()),
        JsonValueKind.Null => null,
        _ => JsonValue.Create(json.Clone()),
    };

    private static int[]? Counts(JsonElement json, string name) =>
        json.TryGetProperty(name, out var counts) ? [.. counts.EnumerateArray().Select(c => c.GetInt32())] : null;

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static int Number(JsonElement json, string name, int otherwise = 0) => json.TryGetProperty(name, out var number) ? number.GetInt32() : otherwise;
}
