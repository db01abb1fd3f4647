using System.Text.Json.Nodes;

namespace Asmex.Workflows.Tests.Web.Api;

/// <summary>What of a document is not in another; what has an identity is found by it, wherever it stands in its list.</summary>
internal static class Lost
{
    // The house says these itself.
    private static readonly HashSet<string> _ofHouse = ["$.id", "$.version", "$.isLatest", "$.isPublished", "$.createdAt", "$.links"];

    public static IReadOnlyList<string> Members(JsonObject before, JsonObject after) => [.. In(before, after, "$")];

    private static IEnumerable<string> In(JsonNode? before, JsonNode? after, string path)
    {
        switch (before)
        {
            case JsonObject members:
                return after is JsonObject now
                    ? members.Where(m => !_ofHouse.Contains($"{path}.{m.Key}")).SelectMany(m => now.ContainsKey(m.Key) ? In(m.Value, now[m.Key], $"{path}.{m.Key}") : [$"{path}.{m.Key} is gone"])
                    : [$"{path} was an object"];
            case JsonArray items:
                return after is JsonArray list && list.Count == items.Count
                    ? items.SelectMany((item, place) => In(item, Same(item, list, place), $"{path}[{place}]"))
                    : [$"{path} had {items.Count} items, has {(after as JsonArray)?.Count}"];
            case null:
                return [];
            default:
                return JsonNode.DeepEquals(before, after) ? [] : [$"{path} was {before?.ToJsonString() ?? "null"}, is {after?.ToJsonString() ?? "null"}"];
        }
    }

    private static JsonNode? Same(JsonNode? item, JsonArray list, int place) => item is JsonObject { } one && IdOf(one) is { } id ? list.FirstOrDefault(o => o is JsonObject other && IdOf(other) == id) : list[place];

    private static string? IdOf(JsonObject item) => item["source"] is JsonObject source && item["target"] is JsonObject target
        ? $"{source["activity"]} {source["port"]} {target["activity"]}" : item["id"]?.ToString() ?? item["name"]?.ToString();
}
