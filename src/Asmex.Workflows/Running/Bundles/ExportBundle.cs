using Asmex.Workflows.Audit;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.People;
using Asmex.Workflows.Running.Lifecycle;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Running.Bundles;

/// <summary>Hands out the published version of a definition with what a stock Elsa 3 server needs to run it.</summary>
public sealed class ExportBundle(WorkflowsDbContext db, Definitions definitions, ActivityCatalog activities, TimeProvider clock)
{
    /// <param name="name">Its definition id, or the code of the action type.</param>
    /// <returns>The bundle as JSON.</returns>
    /// <exception cref="NothingThereException">No published definition has that name.</exception>
    public async Task<string> RunAsync(string name, Actor actor, CancellationToken cancellation)
    {
        actor.MustWriteDefinitions();
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var all = await definitions.AllAsync(db, cancellation);
        var found = all.FirstOrDefault(d => d.DefinitionId.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? all.FirstOrDefault(d => name.Equals(d.Source["customProperties"]?["Asmex"]?["code"]?.ToString(), StringComparison.OrdinalIgnoreCase))
            ?? throw new NothingThereException("definition");
        var version = await Definitions.PublishedAsync(db, found.DefinitionId, cancellation);
        var stored = await db.Set<StoredDefinition>().AsNoTracking().SingleAsync(d => d.DefinitionId == found.DefinitionId && d.Version == version, cancellation);
        var exported = await definitions.ParseAsync(db, stored.Source, stored.CreatedAt, cancellation);
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.BundleExported", new Subject(), found.DefinitionId, version));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return Bundle.Of(exported, all, activities).ToJsonString(BundleJson.Readable);
    }
}
