using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Firms.Imports;

/// <summary>Corrects the cells of a row before the commit; the rows are judged again, because others may be the same firm.</summary>
public sealed class MendRow(WorkflowsDbContext db, ImportFiles files, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">The rows are not to be mended now, or a cell is too long.</exception>
    public async Task RunAsync(Guid importId, int number, IReadOnlyList<string> cells, Actor actor, CancellationToken cancellation)
    {
        if (cells.Any(c => c.Length > files.Limits.LongestCell))
        {
            throw new RuleBrokenException("Imports.CellTooLong", files.Limits.LongestCell);
        }

        await using var transaction = await db.BeginWriteAsync(cancellation);
        var import = await db.ImportToWriteAsync(importId, actor, cancellation);
        import.CheckAgain(clock.GetUtcNow());
        var row = await db.Set<ImportRow>().SingleOrDefaultAsync(r => r.ImportId == importId && r.Number == number, cancellation) ?? throw new NothingThereException("row");
        row.Mend(cells);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
