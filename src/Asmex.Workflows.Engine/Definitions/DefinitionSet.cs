using System.Text.Json.Nodes;

namespace Asmex.Workflows.Engine.Definitions;

/// <summary>Definitions at hand, as a resolver: the newest of an id unless a version is asked for.</summary>
public sealed class DefinitionSet(IEnumerable<JsonObject> definitions) : IDefinitionResolver
{
    private readonly List<JsonObject> _definitions = [.. definitions];

    public JsonObject? Find(string activityType, string? definitionId, string? versionId, int? version)
    {
        var candidates = _definitions
            .Where(d => definitionId is { Length: > 0 } ? Text(d, "definitionId") == definitionId : TypeNameOf(Text(d, "name")) == activityType)
            .OrderByDescending(VersionOf)
            .ToList();
        return candidates.Find(d => versionId is { Length: > 0 } && Text(d, "id") == versionId) ?? candidates.Find(d => VersionOf(d) == version) ?? candidates.FirstOrDefault();
    }

    /// <summary>The activity type of a definition of this name: Pascal case, letters and digits only, as Elsa makes it.</summary>
    public static string TypeNameOf(string? name) => string.Concat((name ?? "")
        .Split([' ', '-', '_', '.', ':', '/'], StringSplitOptions.RemoveEmptyEntries)
        .Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static int VersionOf(JsonObject definition) => definition["version"] is JsonValue value && value.TryGetValue<int>(out var version) ? version : 1;

    private static string? Text(JsonObject definition, string member) => definition[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
