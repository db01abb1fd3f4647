using Asmex.Workflows.Audit;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Running.Lifecycle;

/// <summary>Takes the published version of a definition back: nothing starts with it any more; what runs goes on.</summary>
public sealed class RetractDefinition(WorkflowsDbContext db, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">No version of it is published.</exception>
    public async Task<StoredDefinition> RunAsync(string definitionId, Actor actor, CancellationToken cancellation)
    {
        actor.MustWriteDefinitions();
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var versions = await db.LockVersionsAsync(definitionId, cancellation);
        _ = versions.Newest();
        var published = versions.Find(v => v.State == DefinitionState.Published) ?? throw new RuleBrokenException("Running.NotPublished", definitionId);
        var now = clock.GetUtcNow();
        published.Become(DefinitionState.Retracted, actor.Name, now);
        db.Add(HistoryEntry.Of(actor, now, "History.DefinitionRetracted", new Subject(), definitionId, published.Version));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return published;
    }
}
