using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Running.Lifecycle;

/// <summary>Takes a definition in from outside: as a draft, or published at once. The same content again changes nothing.</summary>
public sealed class ImportDefinition(WorkflowsDbContext db, SaveDraft draft, PublishDefinition publish)
{
    /// <exception cref="RuleBrokenException">It is no definition, or too large; nothing was written.</exception>
    /// <exception cref="DefinitionFaultException">It was to be published and cannot run; says every fault. Nothing was written.</exception>
    public async Task<StoredDefinition> RunAsync(string source, bool toBePublished, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var stored = await draft.StoreAsync(new DraftRequest(source), actor, cancellation);
        if (toBePublished)
        {
            await db.SaveChangesAsync(cancellation);
            stored = await publish.PublishAsync(stored.DefinitionId, actor, cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return stored;
    }
}
