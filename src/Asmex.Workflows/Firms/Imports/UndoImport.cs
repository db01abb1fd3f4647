using Asmex.Workflows.People;
using Asmex.Workflows.Storage;

namespace Asmex.Workflows.Firms.Imports;

/// <summary>Begins to take everything that an import brought out of the registry again.</summary>
public sealed class UndoImport(WorkflowsDbContext db, TimeProvider clock)
{
    public async Task RunAsync(Guid importId, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var import = await db.ImportToWriteAsync(importId, actor, cancellation);
        import.Undo(clock.GetUtcNow());
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
