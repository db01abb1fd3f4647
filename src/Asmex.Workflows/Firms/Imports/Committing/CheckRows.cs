using Asmex.Workflows.Firms.Imports.Judging;
using Asmex.Workflows.Firms.Imports.Reading;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Firms.Imports.Committing;

/// <summary>Judges the rows of an import and keeps them with their verdicts. Begun again, it begins anew, with the rows as they were mended.</summary>
public sealed class CheckRows(WorkflowsDbContext db, ImportFiles files, TimeProvider clock)
{
    private const int Batch = 250;

    internal async Task WorkAsync(FirmImport import, CancellationToken cancellation)
    {
        var mended = await db.Set<ImportRow>().AsNoTracking().Where(r => r.ImportId == import.Id && r.IsMended).ToDictionaryAsync(r => r.Number, r => r.Row, cancellation);
        if (!await BeginAnewAsync(import, cancellation))
        {
            return;
        }

        var sheet = files.Open(import.Id, import.FileName);
        var counts = new Dictionary<Verdict, int>();
        var batch = new List<ImportRow>(Batch);
        await foreach (var row in new DryRun(db, clock).JudgeAsync(sheet.Rows().Select(r => mended.GetValueOrDefault(r.Number, r)), import.Mapping, sheet.Facts, import.Source, import.Regions, cancellation))
        {
            counts[row.Verdict] = counts.GetValueOrDefault(row.Verdict) + 1;
            batch.Add(new ImportRow(import.Id, row, mended.ContainsKey(row.Reading.Row.Number)));
            if (batch.Count == Batch && !await SaveAsync(import, batch, cancellation))
            {
                return;
            }
        }

        if (await SaveAsync(import, batch, cancellation))
        {
            await using var transaction = await db.BeginWriteAsync(cancellation);
            (await db.HeldAsync(import, cancellation))?.Checked(counts, clock.GetUtcNow());
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
    }

    // Whoever was held up so long that another node went on with the import takes nothing of its work away.
    private async Task<bool> BeginAnewAsync(FirmImport import, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        if (!await db.HoldAsync(import, clock.GetUtcNow(), cancellation))
        {
            return false;
        }

        await db.Set<ImportRow>().Where(r => r.ImportId == import.Id && !r.IsMended).ExecuteDeleteAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private async Task<bool> SaveAsync(FirmImport import, List<ImportRow> batch, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        db.ChangeTracker.Clear();
        if (!await db.HoldAsync(import, clock.GetUtcNow(), cancellation, batch.Count))
        {
            return false;
        }

        var again = batch.Where(r => r.IsMended).Select(r => r.Number).ToList();
        await db.Set<ImportRow>().Where(r => r.ImportId == import.Id && again.Contains(r.Number)).ExecuteDeleteAsync(cancellation);
        await db.InsertAllAsync(batch, cancellation);
        await transaction.CommitAsync(cancellation);
        db.ChangeTracker.Clear();
        batch.Clear();
        return true;
    }
}
