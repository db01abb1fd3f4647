using Asmex.Workflows.Audit;
using Asmex.Workflows.Firms.Notes;
using Asmex.Workflows.Needs;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Firms.Imports.Committing;

/// <summary>Takes what an import brought out of the registry again, last row first. A firm that was changed or used since stays.</summary>
public sealed class UndoRows(WorkflowsDbContext db, ImportFiles files, TimeProvider clock)
{
    private const int Batch = 500;

    internal async Task WorkAsync(FirmImport import, CancellationToken cancellation)
    {
        while (await WorkOnBatchAsync(import, cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private async Task<bool> WorkOnBatchAsync(FirmImport import, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        db.ChangeTracker.Clear();
        var now = clock.GetUtcNow();
        var rows = await db.Set<ImportRow>().Where(r => r.ImportId == import.Id && (r.Outcome == RowOutcome.Created || r.Outcome == RowOutcome.Updated))
            .OrderByDescending(r => r.Number).Take(Batch).ToListAsync(cancellation);
        if (rows.Count == 0)
        {
            await EndAsync(import, now, cancellation);
            await transaction.CommitAsync(cancellation);
            return false;
        }

        if (!await db.HoldAsync(import, now, cancellation, rows.Count))
        {
            return false;
        }

        await TakeBackAsync(rows, import.ByName, now, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private async Task TakeBackAsync(List<ImportRow> rows, string byName, DateTimeOffset now, CancellationToken cancellation)
    {
        var ids = rows.Select(r => r.FirmId!.Value).Distinct().ToList();
        var firms = await db.Set<Firm>().Include(f => f.Contacts).Include(f => f.ExportChanges).Where(f => ids.Contains(f.Id)).ToDictionaryAsync(f => f.Id, cancellation);
        var used = await UsedAsync(ids, cancellation);
        foreach (var row in rows)
        {
            var firm = firms.GetValueOrDefault(row.FirmId!.Value);
            var touched = firm is not null && (firm.Version != row.LeftVersion || (row.Outcome == RowOutcome.Created && used.Contains(firm.Id)));
            if (firm is null || touched)
            {
                row.Undo(isKept: touched);
            }
            else if (row.Outcome == RowOutcome.Created)
            {
                db.RemoveRange(firm.Contacts);
                db.RemoveRange(firm.ExportChanges);
                db.Remove(firm);
                row.Undo(isKept: false);
            }
            else
            {
                var was = row.Was!;
                db.RemoveRange(firm.Contacts.Where(c => was.Added.Contains(c.Id)));
                db.RemoveRange(firm.ExportChanges.Where(c => was.Added.Contains(c.Id)));
                firm.Restore(was, row.LeftVersion!.Value, byName, now);
                row.Undo(isKept: false);
            }
        }
    }

    private async Task<HashSet<Guid>> UsedAsync(List<Guid> ids, CancellationToken cancellation) =>
    [
        .. await db.Set<Need>().Where(n => ids.Contains(n.FirmId)).Select(n => n.FirmId).ToListAsync(cancellation),
        .. await db.Set<FirmNote>().Where(n => ids.Contains(n.FirmId)).Select(n => n.FirmId).ToListAsync(cancellation),
        .. await db.Set<Conversion>().Where(c => ids.Contains(c.FirmId)).Select(c => c.FirmId).ToListAsync(cancellation),
        .. await db.Set<Invitation>().Where(i => ids.Contains(i.FirmId)).Select(i => i.FirmId).ToListAsync(cancellation),
    ];

    private async Task EndAsync(FirmImport import, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await db.HeldAsync(import, cancellation) is not { } held)
        {
            return;
        }

        var undone = await db.Set<ImportRow>().CountAsync(r => r.ImportId == import.Id && r.Outcome == RowOutcome.Undone, cancellation);
        var kept = await db.Set<ImportRow>().CountAsync(r => r.ImportId == import.Id && r.Outcome == RowOutcome.Kept, cancellation);
        held.End(isStopped: false, kept, now);
        db.Add(HistoryEntry.Of(CommitRows.By(import), now, "History.ImportUndone", new Subject(), import.FileName, import.Sender, undone, kept));
        await db.SaveChangesAsync(cancellation);
        files.Drop(import.Id);
    }
}
