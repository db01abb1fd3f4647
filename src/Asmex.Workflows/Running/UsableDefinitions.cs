using System.Text.Json;
using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Running;

/// <summary>The definitions of the house that others use as activities, as they stood at one time. What began with a version of them finds that version again.</summary>
internal sealed class UsableDefinitions : IDefinitionResolver
{
    private readonly ILookup<string, Usable> _byId;
    private readonly DateTimeOffset _at;

    private UsableDefinitions(IEnumerable<Usable> definitions, DateTimeOffset at) =>
        (_byId, _at) = (definitions.ToLookup(d => d.DefinitionId, StringComparer.Ordinal), at);

    public static async Task<UsableDefinitions> AtAsync(WorkflowsDbContext db, DateTimeOffset at, CancellationToken cancellation)
    {
        var stored = await db.Set<StoredDefinition>().AsNoTracking().Where(d => d.State != DefinitionState.Draft)
            .Select(d => new { d.DefinitionId, d.Version, d.Source, d.CreatedAt }).ToListAsync(cancellation);
        return new UsableDefinitions(
            stored.Select(d => new Usable(d.DefinitionId, d.Version, d.CreatedAt, JsonNode.Parse(d.Source, documentOptions: StoredDefinition.Lenient)!.AsObject()))
                .Where(d => (d.Json["options"] as JsonObject)?["usableAsActivity"]?.GetValueKind() == JsonValueKind.True),
            at);
    }

    public JsonObject? Find(string activityType, string? definitionId, string? versionId, int? version)
    {
        var versions = (definitionId is { Length: > 0 } ? _byId[definitionId] : _byId.SelectMany(d => d).Where(d => DefinitionSet.TypeNameOf(d.Json["name"]?.ToString()) == activityType)).ToList();

        // A file keeps its id over its versions: of several with one id the nearest to the number counts.
        return (versions.Where(d => versionId is { Length: > 0 } && d.Json["id"]?.ToString() == versionId).MinBy(d => Math.Abs(d.Version - (version ?? d.Version)))
            ?? versions.Find(d => d.Version == version)
            ?? versions.Where(d => d.CreatedAt <= _at).MaxBy(d => d.Version)
            ?? versions.MinBy(d => d.Version))?.Json;
    }

    private sealed record Usable(string DefinitionId, int Version, DateTimeOffset CreatedAt, JsonObject Json);
}
