using Asmex.Workflows.Audit;
using Asmex.Workflows.Firms.Notes;
using Asmex.Workflows.Letters.Receiving;
using Asmex.Workflows.Needs;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Firms.Imports.Committing;

/// <summary>Takes what an import brought out of the registry again, last row first. A firm that was changed or used since stays.</summary>
public sealed class UndoRows(WorkflowsDbContext db, ImportFiles files, TimeProvider clock)
{
    private const int Batch = 500;

    private static readonly string[] _ofContacts = ["History.ContactAdded", "History.ContactChanged", "History.OptedOut"];

    internal async Task WorkAsync(FirmImport import, CancellationToken cancellation)
    {
        int? last = int.MaxValue;
        while (last is { } before)
        {
            cancellation.ThrowIfCancellationRequested();
            last = await WorkOnBatchAsync(import, before, cancellation);
        }
    }

    /// <param name="before">The rows from this one on are done: they are not looked through again for each batch.</param>
    /// <returns>The last row of the batch; null at the end, whatever it was.</returns>
    private async Task<int?> WorkOnBatchAsync(FirmImport import, int before, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        db.ChangeTracker.Clear();
        var now = clock.GetUtcNow();
        var rows = await db.Set<ImportRow>().Where(r => r.ImportId == import.Id && r.Number < before && (r.Outcome == RowOutcome.Created || r.Outcome == RowOutcome.Updated))
            .OrderByDescending(r => r.Number).Take(Batch).ToListAsync(cancellation);
        if (rows.Count == 0)
        {
            await EndAsync(import, now, cancellation);
            await transaction.CommitAsync(cancellation);
            return null;
        }

        if (!await db.HoldAsync(import, now, cancellation, rows.Count))
        {
            return null;
        }

        var moved = await TakeBackAsync(rows, import.ByName, now, cancellation);
        await db.SaveChangesAsync(cancellation);
        foreach (var firm in moved)
        {
            await db.OpenNeedsFollowAsync(firm, cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return rows[^1].Number;
    }

    /// <returns>The firms that are back in another region.</returns>
    private async Task<List<Firm>> TakeBackAsync(List<ImportRow> rows, string byName, DateTimeOffset now, CancellationToken cancellation)
    {
        var ids = rows.Select(r => r.FirmId!.Value).Distinct().ToList();
        await db.HoldAllAsync<Firm>(ids, cancellation);
        var firms = await db.Set<Firm>().IgnoreQueryFilters().Include(f => f.Contacts).Include(f => f.ExportChanges).Where(f => ids.Contains(f.Id)).ToDictionaryAsync(f => f.Id, cancellation);
        var (used, reached) = (await UsedAsync(ids, cancellation), await ReachedAsync(firms, cancellation));
        var regions = firms.Values.ToDictionary(f => f, f => f.Region);
        foreach (var row in rows)
        {
            var firm = firms.GetValueOrDefault(row.FirmId!.Value);
            var touched = firm is not null && (firm.Version != row.LeftVersion || reached.Contains(firm.Id) || (row.Outcome == RowOutcome.Created && used.Contains(firm.Id)));
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

        return [.. regions.Where(r => r.Key.Region != r.Value).Select(r => r.Key)];
    }

    private async Task<HashSet<Guid>> UsedAsync(List<Guid> ids, CancellationToken cancellation) =>
    [
        .. await db.Set<Need>().Where(n => ids.Contains(n.FirmId)).Select(n => n.FirmId).ToListAsync(cancellation),
        .. await db.Set<FirmNote>().Where(n => ids.Contains(n.FirmId)).Select(n => n.FirmId).ToListAsync(cancellation),
        .. await db.Set<Conversion>().Where(c => ids.Contains(c.FirmId)).Select(c => c.FirmId).ToListAsync(cancellation),
        .. await db.Set<Invitation>().Where(i => ids.Contains(i.FirmId)).Select(i => i.FirmId).ToListAsync(cancellation),
        .. await db.Letters.Where(l => l.FirmId != null && ids.Contains(l.FirmId.Value)).Select(l => l.FirmId!.Value).Distinct().ToListAsync(cancellation),
        .. await db.Set<ReceivedMail>().Where(m => m.FirmId != null && ids.Contains(m.FirmId.Value)).Select(m => m.FirmId!.Value).Distinct().ToListAsync(cancellation),
    ];

    // Contacts do not count in the version of their firm: what people did with them since the import left it would go with what it brought. A no that
    // was said elsewhere, to another firm or by an objection, is noted at the contact alone.
    private async Task<HashSet<Guid>> ReachedAsync(Dictionary<Guid, Firm> firms, CancellationToken cancellation)
    {
        var ids = firms.Keys.ToList();
        var noted = await db.Set<HistoryEntry>().Where(h => h.FirmId != null && ids.Contains(h.FirmId.Value) && _ofContacts.Contains(h.Key))
            .Select(h => new { FirmId = h.FirmId!.Value, h.At }).ToListAsync(cancellation);
        return
        [
            .. noted.Where(h => h.At >= firms[h.FirmId].ChangedAt).Select(h => h.FirmId),
            .. firms.Values.Where(f => f.Contacts.Any(c => c.OptedOutAt > f.ChangedAt)).Select(f => f.Id),
        ];
    }

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
