using Asmex.Workflows.Audit;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Running.Lifecycle;

/// <summary>Hands out a version of a definition as it was read, member for member.</summary>
public sealed class ExportDefinition(WorkflowsDbContext db, TimeProvider clock)
{
    /// <param name="version">Without it: the published one, else the newest.</param>
    /// <exception cref="NothingThereException">There is no such definition or version.</exception>
    public async Task<StoredDefinition> RunAsync(string definitionId, int? version, Actor actor, CancellationToken cancellation)
    {
        actor.MustWriteDefinitions();
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var versions = (await db.LockVersionsAsync(definitionId, cancellation)).Where(v => v.State != DefinitionState.Deleted).ToList();
        var chosen = version is { } number ? versions.Find(v => v.Version == number) : versions.Find(v => v.State == DefinitionState.Published) ?? versions.LastOrDefault();
        if (chosen is null)
        {
            throw new NothingThereException("definition");
        }

        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.DefinitionExported", new Subject(), definitionId, chosen.Version));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return chosen;
    }
}
