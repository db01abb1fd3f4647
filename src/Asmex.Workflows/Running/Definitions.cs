using System.Collections.Concurrent;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Running;

/// <summary>The definitions that may run, parsed once per version; and the files that may not, with their faults.</summary>
public sealed class Definitions(ActivityCatalog activities)
{
    private readonly ConcurrentDictionary<(string Id, int Version), WorkflowDefinition> _parsed = new();
    private volatile IReadOnlyList<DefinitionFile> _faulty = [];

    /// <summary>Files that were refused at the last reading; each names path, activity and remedy.</summary>
    public IReadOnlyList<DefinitionFile> Faulty => _faulty;

    public WorkflowDefinition Parse(string source) => WorkflowDefinition.Read(source, activities);

    /// <summary>The given version, or the newest.</summary>
    /// <exception cref="KeyNotFoundException">There is no such definition or version.</exception>
    public async Task<WorkflowDefinition> GetAsync(WorkflowsDbContext db, string definitionId, int? version, CancellationToken cancellation)
    {
        if (version is { } known && _parsed.TryGetValue((definitionId, known), out var parsed))
        {
            return parsed;
        }

        var newest = version ?? await db.Set<StoredDefinition>().Where(d => d.DefinitionId == definitionId).MaxAsync(d => (int?)d.Version, cancellation)
            ?? throw new KeyNotFoundException($"There is no workflow definition '{definitionId}'.");
        if (_parsed.TryGetValue((definitionId, newest), out parsed))
        {
            return parsed;
        }

        var source = await db.Set<StoredDefinition>().Where(d => d.DefinitionId == definitionId && d.Version == newest).Select(d => d.Source).SingleOrDefaultAsync(cancellation)
            ?? throw new KeyNotFoundException($"Workflow definition '{definitionId}' has no version {newest}.");
        return _parsed.GetOrAdd((definitionId, newest), Parse(source));
    }

    /// <summary>The newest version of every definition.</summary>
    public async Task<IReadOnlyList<WorkflowDefinition>> AllAsync(WorkflowsDbContext db, CancellationToken cancellation)
    {
        var newest = await db.Set<StoredDefinition>().GroupBy(d => d.DefinitionId).Select(g => new { g.Key, Version = g.Max(d => d.Version) }).ToListAsync(cancellation);
        var all = new List<WorkflowDefinition>(newest.Count);
        foreach (var one in newest.OrderBy(n => n.Key, StringComparer.Ordinal))
        {
            all.Add(await GetAsync(db, one.Key, one.Version, cancellation));
        }

        return all;
    }

    internal void Refuse(IReadOnlyList<DefinitionFile> faulty) => _faulty = faulty;
}

/// <summary>A file that cannot run as it is.</summary>
public sealed record DefinitionFile(string File, string DefinitionId, IReadOnlyList<DefinitionFault> Faults);
