using System.Globalization;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Web.Api;

/// <summary>Finds versions by Elsa's words for them: <c>Latest</c>, <c>Published</c>, <c>LatestOrPublished</c>, <c>LatestAndPublished</c>, <c>Draft</c>, <c>AllVersions</c>, or a number.</summary>
internal sealed class DefinitionVersionsRead(WorkflowsDbContext db)
{
    /// <summary>The chosen versions of all definitions, or of one; each with the number of the newest of its definition.</summary>
    public async Task<List<(StoredDefinition Stored, int Newest)>> ListAsync(string? options, string? definitionId, CancellationToken cancellation)
    {
        var versions = await db.Set<StoredDefinition>().AsNoTracking()
            .Where(d => d.State != DefinitionState.Deleted && (definitionId == null || d.DefinitionId == definitionId)).Select(d => new { d.Id, d.DefinitionId, d.Version, d.State }).ToListAsync(cancellation);
        var newest = versions.GroupBy(v => v.DefinitionId).ToDictionary(same => same.Key, same => same.Max(v => v.Version));
        var chosen = versions.Where(v => Fits(options, v.State, v.Version, newest[v.DefinitionId], versions.Exists(o => o.DefinitionId == v.DefinitionId && o.State == DefinitionState.Published)))
            .Select(v => v.Id).ToList();
        var stored = await db.Set<StoredDefinition>().AsNoTracking().Where(d => chosen.Contains(d.Id)).ToListAsync(cancellation);
        return [.. stored.OrderBy(d => d.DefinitionId, StringComparer.Ordinal).ThenByDescending(d => d.Version).Select(d => (d, newest[d.DefinitionId]))];
    }

    /// <summary>One version of one definition.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public async Task<(StoredDefinition Stored, int Newest)> OneAsync(string definitionId, string? options, CancellationToken cancellation)
    {
        var found = await ListAsync(string.IsNullOrEmpty(options) ? "Latest" : options, definitionId, cancellation);
        return found.Count > 0 ? found[0] : throw new KeyNotFoundException(definitionId);
    }

    /// <summary>A version by its own id, one of a deleted definition too: what ran on it is still looked at.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public async Task<(StoredDefinition Stored, int Newest)> ByIdAsync(string id, CancellationToken cancellation)
    {
        var stored = await db.Set<StoredDefinition>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, cancellation) ?? throw new KeyNotFoundException(id);
        var newest = await db.Set<StoredDefinition>().Where(d => d.DefinitionId == stored.DefinitionId && d.State != DefinitionState.Deleted).MaxAsync(d => (int?)d.Version, cancellation);
        return (stored, newest ?? 0);
    }

    private static bool Fits(string? options, DefinitionState state, int version, int newest, bool anyPublished) => options switch
    {
        "Latest" => version == newest,
        "Published" => state == DefinitionState.Published,
        "LatestOrPublished" => anyPublished ? state == DefinitionState.Published : version == newest,
        "LatestAndPublished" => version == newest && state == DefinitionState.Published,
        "Draft" => state == DefinitionState.Draft,
        null or "" or "AllVersions" => true,
        _ => int.TryParse(options, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && version == number,
    };
}
