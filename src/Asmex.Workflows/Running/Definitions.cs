using System.Collections.Concurrent;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Running;

/// <summary>The definitions that may run, parsed once per version; and the files that may not, with their faults.</summary>
public sealed class Definitions(ActivityCatalog activities)
{
    private readonly ConcurrentDictionary<(string Id, int Version), WorkflowDefinition> _parsed = new();
    private volatile IReadOnlyList<DefinitionFile> _faulty = [];

    /// <summary>Files that were refused at the last reading, and published versions that no longer hold; each names path, activity and remedy.</summary>
    public IReadOnlyList<DefinitionFile> Faulty => _faulty;

    /// <summary>Reads a definition, with those that it uses as activities.</summary>
    /// <param name="at">Since when it stands: where it names no version of another, it keeps the one of that time.</param>
    /// <exception cref="DefinitionFaultException">It cannot run as it is; says every fault.</exception>
    internal async Task<WorkflowDefinition> ParseAsync(WorkflowsDbContext db, string source, DateTimeOffset at, CancellationToken cancellation)
    {
        try
        {
            return WorkflowDefinition.Read(source, activities);
        }
        catch (DefinitionFaultException)
        {
            // Few use others: only for one that does not hold alone are those read.
            return WorkflowDefinition.Read(source, activities, await UsableDefinitions.AtAsync(db, at, cancellation));
        }
    }

    /// <summary>The given version, or the published one.</summary>
    /// <exception cref="RuleBrokenException">No version of it is published.</exception>
    /// <exception cref="KeyNotFoundException">There is no such definition or version.</exception>
    public async Task<WorkflowDefinition> GetAsync(WorkflowsDbContext db, string definitionId, int? version, CancellationToken cancellation)
    {
        var wanted = version ?? await PublishedAsync(db, definitionId, cancellation);
        if (_parsed.TryGetValue((definitionId, wanted), out var parsed))
        {
            return parsed;
        }

        var stored = await db.Set<StoredDefinition>().Where(d => d.DefinitionId == definitionId && d.Version == wanted).Select(d => new { d.Source, d.State, d.CreatedAt }).SingleOrDefaultAsync(cancellation)
            ?? throw new KeyNotFoundException($"Workflow definition '{definitionId}' has no version {wanted}.");
        parsed = await ParseAsync(db, stored.Source, stored.CreatedAt, cancellation);

        // A draft is still being written.
        return stored.State == DefinitionState.Draft ? parsed : _parsed.GetOrAdd((definitionId, wanted), parsed);
    }

    /// <summary>The version that new instances start with.</summary>
    /// <exception cref="RuleBrokenException">There is none.</exception>
    public static async Task<int> PublishedAsync(WorkflowsDbContext db, string definitionId, CancellationToken cancellation) =>
        await db.Set<StoredDefinition>().Where(d => d.DefinitionId == definitionId && d.State == DefinitionState.Published).MaxAsync(d => (int?)d.Version, cancellation)
        ?? throw new RuleBrokenException("Running.NotPublished", definitionId);

    /// <summary>The published version of every definition that has one. What an older program accepted and this one cannot run is left out, and listed as faulty.</summary>
    public async Task<IReadOnlyList<WorkflowDefinition>> AllAsync(WorkflowsDbContext db, CancellationToken cancellation)
    {
        var published = await db.Set<StoredDefinition>().Where(d => d.State == DefinitionState.Published).Select(d => new { d.DefinitionId, d.Version, d.File }).ToListAsync(cancellation);
        var all = new List<WorkflowDefinition>(published.Count);
        foreach (var one in published.GroupBy(d => d.DefinitionId).Select(same => same.MaxBy(d => d.Version)!).OrderBy(d => d.DefinitionId, StringComparer.Ordinal))
        {
            try
            {
                all.Add(await GetAsync(db, one.DefinitionId, one.Version, cancellation));
            }
            catch (DefinitionFaultException problem)
            {
                _faulty = [.. _faulty.Where(f => f.DefinitionId != one.DefinitionId), new DefinitionFile(one.File, one.DefinitionId, problem.Faults)];
            }
        }

        return all;
    }

    internal void Refuse(IReadOnlyList<DefinitionFile> faulty) => _faulty = faulty;
}
