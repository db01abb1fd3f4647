using Asmex.Workflows.People;
using Asmex.Workflows.Storage;

namespace Asmex.Workflows.Firms.Imports;

/// <summary>Stops a commit after the rows it has in hand; it may go on later or be undone.</summary>
public sealed class StopImport(WorkflowsDbContext db)
{
    public async Task RunAsync(Guid importId, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var import = await db.ImportToWriteAsync(importId, actor, cancellation);
        import.Stop();
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
