using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;

namespace Asmex.Workflows.Running.Lifecycle;

/// <summary>Puts back what a designer drops of a definition because it does not know it: activities and lines are found by their ids. What it
/// knows and no longer hands over was cleared by its user.</summary>
internal sealed class KeptMembers(ActivityCatalog activities)
{
    private const string Flowchart = "Elsa.Flowchart";

    private static readonly HashSet<string> _ofDefinition =
        ["name", "description", "toolVersion", "variables", "inputs", "outputs", "outcomes", "customProperties", "options", "root", "definitionId", "links"];

    private static readonly HashSet<string> _ofVariable = ["id", "name", "typeName", "isArray", "value", "storageDriverTypeName"];

    private static readonly HashSet<string> _ofArgument = ["type", "name", "displayName", "description", "category", "uiHint", "isArray", "storageDriverType"];

    private static readonly HashSet<string> _ofOptions =
        ["activationStrategyType", "usableAsActivity", "autoUpdateConsumingWorkflows", "activityCategory", "incidentStrategyType", "commitStrategyName"];

    private static readonly HashSet<string> _ofActivity =
        ["id", "nodeId", "name", "type", "version", "customProperties", "metadata", "activities", "connections", "variables", "start"];

    private static readonly HashSet<string> _ofActivityProperties =
        ["canStartWorkflow", "runAsynchronously", "commitStrategyName", "logPersistenceMode", "logPersistenceConfig", "notFoundConnections", "resilienceStrategy", "joinMode", "mergeMode"];

    private static readonly HashSet<string> _ofMetadata = ["designer", "displayText", "description", "showDescription", "displayTextVisible"];

    private static readonly HashSet<string> _ofPlace = ["position", "size"];

    private static readonly HashSet<string> _ofLine = ["source", "target", "vertices"];

    // The house knows these better than any designer.
    private static readonly string[] _ofHouse = ["id", "version", "isLatest", "isPublished", "createdAt"];

    /// <param name="before">What the designer was given; left as it is.</param>
    /// <param name="given">What it handed back; completed.</param>
    public void Complete(JsonObject before, JsonObject given)
    {
        foreach (var member in _ofHouse)
        {
            given.Remove(member);
        }

        Restore(before, given, _ofDefinition);
        RestoreAll(before["variables"], given["variables"], "id", _ofVariable, KeepValue);
        RestoreAll(before["inputs"], given["inputs"], "name", _ofArgument);
        RestoreAll(before["outputs"], given["outputs"], "name", _ofArgument);
        RestoreIn(before, given, "customProperties", []);
        RestoreIn(before, given, "options", _ofOptions);
        var known = new Dictionary<(string Id, string Type), JsonObject>();
        Visit(before["root"], activity => known.TryAdd(KeyOf(activity), activity));
        Visit(given["root"], activity =>
        {
            if (known.TryGetValue(KeyOf(activity), out var was))
            {
                CompleteActivity(was, activity);
            }
        });
    }

    private void CompleteActivity(JsonObject before, JsonObject given)
    {
        var type = activities.Find(KeyOf(given).Type);
        Restore(before, given, type is null ? _ofActivity : [.. _ofActivity, .. type.Members]);
        RestoreIn(before, given, "customProperties", _ofActivityProperties);
        RestoreIn(before, given, "metadata", _ofMetadata);
        if (before["metadata"] is JsonObject was && given["metadata"] is JsonObject now)
        {
            RestoreIn(was, now, "designer", _ofPlace);
            KeepSize(was["designer"], now["designer"]);
        }

        RestoreAll(before["variables"], given["variables"], "id", _ofVariable, KeepValue);
        CompleteLines(before["connections"], given["connections"]);
        if (KeyOf(given).Type == Flowchart)
        {
            Reorder(before["activities"], given["activities"], activity => KeyOf(activity).Id);
            Reorder(before["connections"], given["connections"], EndsOf);
        }
    }

    // Where nothing else says what comes first, the order in the file does; a designer writes it as it likes.
    private static void Reorder<TKey>(JsonNode? before, JsonNode? given, Func<JsonObject, TKey> keyOf)
        where TKey : notnull
    {
        if (given is not JsonArray now || now.Any(item => item is not JsonObject))
        {
            return;
        }

        var places = Objects(before).Select(keyOf).Distinct().Select((key, place) => (key, place)).ToDictionary(p => p.key, p => p.place);
        var ordered = now.OfType<JsonObject>().OrderBy(item => places.GetValueOrDefault(keyOf(item), int.MaxValue)).ToList();
        now.Clear();
        ordered.ForEach(item => now.Add((JsonNode)item));
    }

    private static void CompleteLines(JsonNode? before, JsonNode? given)
    {
        var lines = Objects(before).ToLookup(EndsOf);
        foreach (var line in Objects(given))
        {
            if (lines[EndsOf(line)].FirstOrDefault() is { } was)
            {
                Restore(was, line, _ofLine);
                RestoreIn(was, line, "source", ["activity", "port"]);
                RestoreIn(was, line, "target", ["activity", "port"]);
            }
        }
    }

    // It measures its own boxes anew each time; ours are drawn as large as they were meant.
    private static void KeepSize(JsonNode? before, JsonNode? given)
    {
        if (before is JsonObject was && given is JsonObject now && was["size"] is JsonObject size)
        {
            now["size"] = size.DeepClone();
        }
    }

    // A designer writes every default as a text; it stays as it was while it says the same.
    private static void KeepValue(JsonObject before, JsonObject given)
    {
        if (before["value"] is { } was && given["value"] is JsonValue now && now.TryGetValue<string>(out var text)
            && was.GetValueKind() != System.Text.Json.JsonValueKind.String && (was.ToString() == text || JsonNode.DeepEquals(was, Parsed(text))))
        {
            given["value"] = was.DeepClone();
        }
    }

    private static JsonNode? Parsed(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static void RestoreAll(JsonNode? before, JsonNode? given, string key, HashSet<string> known, Action<JsonObject, JsonObject>? more = null)
    {
        var all = Objects(before).ToLookup(o => o[key]?.ToString());
        foreach (var now in Objects(given))
        {
            if (all[now[key]?.ToString()].FirstOrDefault() is { } was)
            {
                Restore(was, now, known);
                more?.Invoke(was, now);
            }
        }
    }

    private static void RestoreIn(JsonObject before, JsonObject given, string member, HashSet<string> known)
    {
        if (before[member] is not JsonObject was)
        {
            return;
        }

        if (given[member] is JsonObject now)
        {
            Restore(was, now, known);
        }
        else if (given[member] is null && was.Any(pair => !known.Contains(pair.Key)))
        {
            var kept = new JsonObject();
            Restore(was, kept, known);
            given[member] = kept;
        }
    }

    private static void Restore(JsonObject before, JsonObject given, HashSet<string> known)
    {
        foreach (var (name, value) in before.Where(pair => !known.Contains(pair.Key) && !given.ContainsKey(pair.Key)).ToList())
        {
            given[name] = value?.DeepClone();
        }
    }

    /// <summary>Every activity at any depth: an object with an id and a type.</summary>
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
            foreach (var (name, value) in members.ToList())
            {
                if (name is not ("customProperties" or "metadata"))
                {
                    Visit(value, visit);
                }
            }

            if (KeyOf(members) is { Id.Length: > 0, Type.Length: > 0 })
            {
                visit(members);
            }
        }
    }

    private static (string Id, string Type) KeyOf(JsonObject activity) => (Text(activity["id"]), Text(activity["type"]));

    private static (string, string, string) EndsOf(JsonObject line) => (Text((line["source"] as JsonObject)?["activity"]), Text((line["source"] as JsonObject)?["port"]), Text((line["target"] as JsonObject)?["activity"]));

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => (node as JsonArray ?? []).OfType<JsonObject>();
}
