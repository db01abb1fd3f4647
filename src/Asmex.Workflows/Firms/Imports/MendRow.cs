using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Firms.Imports;

/// <summary>Corrects the cells of a row before the commit; the rows are judged again, because others may be the same firm.</summary>
public sealed class MendRow(WorkflowsDbContext db, TimeProvider clock)
{
    public async Task RunAsync(Guid importId, int number, IReadOnlyList<string> cells, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var import = await db.ImportToWriteAsync(importId, actor, cancellation);
        import.CheckAgain(clock.GetUtcNow());
        var row = await db.Set<ImportRow>().SingleOrDefaultAsync(r => r.ImportId == importId && r.Number == number, cancellation) ?? throw new NothingThereException("row");
        row.Mend(cells);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
