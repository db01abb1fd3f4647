using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Audit;

/// <summary>Values of a sentence, kept so that each reader gets money and dates in the own language.</summary>
internal static class HistoryValues
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IEnumerable<object> values) => new JsonArray([.. values.Select(Node)]).ToJsonString(_json);

    public static object?[] Read(string json) => [.. JsonNode.Parse(json)!.AsArray().Select(Value)];

    private static JsonNode Node(object value) => value switch
    {
        decimal amount => new JsonObject { ["mad"] = amount },
        DateOnly day => new JsonObject { ["day"] = day.ToString("O", CultureInfo.InvariantCulture) },
        Wording wording => JsonSerializer.SerializeToNode(wording, _json)!,
        int number => JsonValue.Create(number),
        _ => JsonValue.Create(value.ToString() ?? ""),
    };

    private static object? Value(JsonNode? node) => node switch
    {
        JsonObject wrapped when wrapped["mad"] is { } amount => amount.GetValue<decimal>(),
        JsonObject wrapped when wrapped["day"] is { } day => DateOnly.ParseExact(day.GetValue<string>(), "O", CultureInfo.InvariantCulture),
        JsonObject wording => wording.Deserialize<Wording>(_json),
        JsonValue plain when plain.TryGetValue<int>(out var number) => number,
        _ => node?.GetValue<string>(),
    };
}
