using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Asmex.Workflows.Running.Lifecycle;

/// <summary>How a step of one version stands in the other.</summary>
public enum StepDifference
{
    /// <summary>The same but for its place on the drawing.</summary>
    Same,
    Added,
    Removed,
    Changed,
}

/// <summary>A member that says something else: absent before when it was added, absent after when it was taken out.</summary>
public sealed record MemberDifference(string Member, string? Before, string? After);

/// <summary>One step in both versions.</summary>
public sealed record ComparedStep(string Id, string Type, StepDifference Difference, IReadOnlyList<MemberDifference> Members);

/// <summary>What one version of a definition says that another does not: by step, by line, by variable, and for the whole.</summary>
public sealed class VersionDifference
{
    private static readonly JsonSerializerOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] _lists = ["variables", "inputs", "outputs"];
    private static readonly HashSet<string> _ofHouse = ["id", "version", "isLatest", "isPublished", "createdAt", "root", "toolVersion"];

    // What a container holds is compared step by step; the place of a step says nothing about what it does.
    private static readonly HashSet<string> _ofPlace = ["nodeId", "activities", "connections", "body", "then", "else", "branches", "default"];

    private VersionDifference(JsonObject before, JsonObject after)
    {
        var (old, now) = (StepsOf(before["root"]), StepsOf(after["root"]));
        Steps =
        [
            .. now.Select(s => old.TryGetValue(s.Key, out var was) ? Compared(s.Key, was, s.Value) : new ComparedStep(s.Key, TypeOf(s.Value), StepDifference.Added, [])),
            .. old.Where(s => !now.ContainsKey(s.Key)).Select(s => new ComparedStep(s.Key, TypeOf(s.Value), StepDifference.Removed, [])),
        ];
        var (oldLines, newLines) = (LinesOf(before["root"]).ToList(), LinesOf(after["root"]).ToList());
        (RemovedLines, AddedLines) = ([.. oldLines.Except(newLines)], [.. newLines.Except(oldLines)]);
        Whole = [.. Members(before, after, [.. _ofHouse, .. _lists]), .. _lists.SelectMany(list => Items(list, before[list], after[list]))];
    }

    /// <summary>Every step of either version.</summary>
    public IReadOnlyList<ComparedStep> Steps { get; }
    public IReadOnlyList<string> AddedLines { get; }
    public IReadOnlyList<string> RemovedLines { get; }

    /// <summary>Members of the definition itself: its name, its variables, its title.</summary>
    public IReadOnlyList<MemberDifference> Whole { get; }

    public bool IsNone => Steps.All(s => s.Difference == StepDifference.Same) && AddedLines.Count + RemovedLines.Count + Whole.Count == 0;

    public static VersionDifference Between(StoredDefinition before, StoredDefinition after) => new(Read(before), Read(after));

    private static JsonObject Read(StoredDefinition stored) => JsonNode.Parse(stored.Source, documentOptions: StoredDefinition.Lenient) as JsonObject ?? [];

    private static ComparedStep Compared(string id, JsonObject before, JsonObject after)
    {
        var members = Members(before, after, _ofPlace).Where(m => m.Member != "metadata" || MeansOtherwise(before, after)).ToList();
        return new ComparedStep(id, TypeOf(after), members.Count > 0 ? StepDifference.Changed : StepDifference.Same, members);
    }

    private static bool MeansOtherwise(JsonObject before, JsonObject after) => !JsonNode.DeepEquals(Meant(WithoutPlace(before["metadata"])), Meant(WithoutPlace(after["metadata"])));

    private static JsonNode? WithoutPlace(JsonNode? metadata)
    {
        var rest = metadata?.DeepClone();
        (rest as JsonObject)?.Remove("designer");
        return rest;
    }

    private static List<MemberDifference> Members(JsonObject before, JsonObject after, HashSet<string> left) =>
        [.. before.Select(m => m.Key).Union(after.Select(m => m.Key)).Where(name => !left.Contains(name) && !JsonNode.DeepEquals(Meant(before[name]), Meant(after[name])))
            .Select(name => new MemberDifference(name, Said(before[name]), Said(after[name])))];

    private static IEnumerable<MemberDifference> Items(string list, JsonNode? before, JsonNode? after)
    {
        var (old, now) = (ByName(before), ByName(after));
        return old.Keys.Union(now.Keys).Where(name => !JsonNode.DeepEquals(Meant(old.GetValueOrDefault(name)), Meant(now.GetValueOrDefault(name))))
            .Select(name => new MemberDifference($"{list} · {name}", Said(old.GetValueOrDefault(name)), Said(now.GetValueOrDefault(name))));
    }

    private static Dictionary<string, JsonNode> ByName(JsonNode? list) =>
        (list as JsonArray ?? []).OfType<JsonObject>().GroupBy(item => item["name"]?.ToString() ?? "").ToDictionary(same => same.Key, same => (JsonNode)same.First());

    // A designer writes out what means nothing: nulls, flags that are off, empty lists.
    private static JsonNode? Meant(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, Meant(m.Value))).Where(m => m.Value is not null)) is { Count: > 0 } kept ? kept : null,
        JsonArray { Count: > 0 } items => new JsonArray([.. items.Select(Meant)]),
        JsonValue value when value.GetValueKind() is JsonValueKind.False || (value.TryGetValue<string>(out var text) && text.Length == 0) => null,
        JsonArray or null => null,
        _ => node.DeepClone(),
    };

    private static string? Said(JsonNode? node) => node switch
    {
        null => null,
        JsonObject input when input["expression"] is JsonObject expression && expression["value"] is { } value => Said(value),
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => node.ToJsonString(_readable),
    };

    private static Dictionary<string, JsonObject> StepsOf(JsonNode? root)
    {
        var steps = new Dictionary<string, JsonObject>();
        Visit(root, step => steps.TryAdd(step["id"]!.ToString(), step));
        return steps;
    }

    private static List<string> LinesOf(JsonNode? root)
    {
        var lines = new List<string>();
        Visit(root, step => lines.AddRange((step["connections"] as JsonArray ?? []).OfType<JsonObject>()
            .Select(l => $"{(l["source"] as JsonObject)?["activity"]} ({(l["source"] as JsonObject)?["port"]}) → {(l["target"] as JsonObject)?["activity"]}")));
        return lines;
    }

    private static void Visit(JsonNode? node, Action<JsonObject> visit)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items)
            {
                Visit(item, visit);
            }
        }
        else if (node is JsonObject members)
        {
            if (members["id"] is JsonValue && members["type"] is JsonValue)
            {
                visit(members);
            }

            foreach (var (_, value) in members.Where(m => m.Key is not ("customProperties" or "metadata")))
            {
                Visit(value, visit);
            }
        }
    }

    private static string TypeOf(JsonObject step) => step["type"]?.ToString() ?? "";
}
