using Asmex.Workflows.People;
using Asmex.Workflows.Storage;

namespace Asmex.Workflows.Firms.Imports;

/// <summary>Begins to bring the usable rows of an import into the registry, or goes on after a stop; the work itself is done in the background.</summary>
public sealed class CommitImport(WorkflowsDbContext db, TimeProvider clock)
{
    public async Task RunAsync(Guid importId, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var import = await db.ImportToWriteAsync(importId, actor, cancellation);
        import.Commit(clock.GetUtcNow());
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
