using Asmex.Workflows.Audit;
using Asmex.Workflows.Firms.Imports.Judging;
using Asmex.Workflows.Firms.Imports.Reading;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Firms.Imports.Committing;

/// <summary>Brings the usable rows of an import into the registry, batch by batch, each batch whole or not at all.</summary>
public sealed class CommitRows(WorkflowsDbContext db, ImportFiles files, TimeProvider clock)
{
    private const int Batch = 500;

    internal async Task WorkAsync(FirmImport import, CancellationToken cancellation)
    {
        // Formulas were spoken of in the dry run; here only the values count.
        var facts = new SheetFacts(import.Encoding, null, new HashSet<string>());
        var reader = new RowReader(import.Mapping, facts, import.Source, import.Regions, Zone.Today(clock));
        while (await WorkOnBatchAsync(import, reader, cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <returns>False at the end, whatever it was.</returns>
    private async Task<bool> WorkOnBatchAsync(FirmImport import, RowReader reader, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        db.ChangeTracker.Clear();
        var now = clock.GetUtcNow();
        var rows = await db.Set<ImportRow>().Where(r => r.ImportId == import.Id && r.Outcome == RowOutcome.Pending)
            .Where(r => r.Verdict == Verdict.New || r.Verdict == Verdict.Warn || r.Verdict == Verdict.Update).OrderBy(r => r.Number).Take(Batch).ToListAsync(cancellation);
        var isStopped = await db.Set<FirmImport>().Where(i => i.Id == import.Id).Select(i => i.IsStopAsked).SingleAsync(cancellation);
        if (rows.Count == 0 || isStopped)
        {
            await EndAsync(import, isStopped && rows.Count > 0, now, cancellation);
            await transaction.CommitAsync(cancellation);
            return false;
        }

        if (!await db.HoldAsync(import, now, cancellation, rows.Count))
        {
            return false;
        }

        await BringAsync(rows, reader, import, now, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private async Task BringAsync(List<ImportRow> rows, RowReader reader, FirmImport import, DateTimeOffset now, CancellationToken cancellation)
    {
        var readings = rows.Select(r => reader.Read(r.Row)).ToList();
        var firms = await KnownAsync(import.Id, rows, readings, cancellation);
        foreach (var (row, reading) in rows.Zip(readings))
        {
            var known = row.FirmId is { } id ? firms.ById.GetValueOrDefault(id) : row.SameAsRow is { } earlier ? firms.ByRow.GetValueOrDefault(earlier) : null;
            if (reading.Draft is null || (known is null && firms.Taken.Contains(reading.Draft.Ice?[..9] ?? "")) || (row.Verdict == Verdict.Update && known is null)
                || (known is not null && !ImportRights.Keeps(import.Regions, known.Region)))
            {
                row.Skip();
                continue;
            }

            try
            {
                firms.ByRow[row.Number] = known is null ? Create(row, reading, import, now) : Change(known, row, reading, import, now);
                firms.Taken.Add(reading.Draft.Ice?[..9] ?? " ");
            }
            catch (RuleBrokenException)
            {
                row.Skip();
            }
        }
    }

    private Firm Create(ImportRow row, RowReading reading, FirmImport import, DateTimeOffset now)
    {
        var firm = new Firm(reading.Draft!, import.Source, import.ByName, now);
        RowMerge.Reach(firm, reading, import.Source, now);
        if (reading.Status is { } status)
        {
            firm.Stand(status, reading.StatusOn!.Value, import.Source, import.ByName, now);
        }

        db.Add(firm);
        row.Created(firm);
        return firm;
    }

    private Firm Change(Firm firm, ImportRow row, RowReading reading, FirmImport import, DateTimeOffset now)
    {
        var had = firm.Contacts.Select(c => c.Id).Concat(firm.ExportChanges.Select(c => c.Id)).ToHashSet();
        var (draft, status, on, version) = (firm.Draft(), firm.ExportStatus, firm.ExportStatusOn, firm.Version);
        firm.Change(RowMerge.Over(draft, reading.Draft!), firm.Version, import.ByName, now);
        RowMerge.Reach(firm, reading, import.Source, now);
        if (reading.Status is { } stands && stands != firm.ExportStatus && (firm.ExportStatusOn is null || reading.StatusOn >= firm.ExportStatusOn))
        {
            firm.Stand(stands, reading.StatusOn!.Value, import.Source, import.ByName, now);
        }

        // What is new of a firm that is kept already would be taken for a change of an old row.
        var added = firm.Contacts.Select(c => (c.Id, Noted: (object)c)).Concat(firm.ExportChanges.Select(c => (c.Id, Noted: (object)c))).Where(a => !had.Contains(a.Id)).ToList();
        added.ForEach(a => db.Add(a.Noted));
        row.Updated(firm, new FirmBefore(draft, status, on, [.. added.Select(a => a.Id)], version));
        return firm;
    }

    private async Task<Known> KnownAsync(Guid importId, List<ImportRow> rows, List<RowReading> readings, CancellationToken cancellation)
    {
        var earlier = rows.Select(r => r.SameAsRow).OfType<int>().Distinct().ToList();
        var ofRows = await db.Set<ImportRow>().AsNoTracking().Where(r => r.ImportId == importId && earlier.Contains(r.Number) && r.FirmId != null && r.Outcome != RowOutcome.Pending)
            .Select(r => new { r.Number, Id = r.FirmId!.Value }).ToListAsync(cancellation);
        var ids = rows.Select(r => r.FirmId).OfType<Guid>().Concat(ofRows.Select(r => r.Id)).Distinct().ToList();
        var firms = ids.Count == 0 ? [] : await db.Set<Firm>().Include(f => f.Contacts).Include(f => f.ExportChanges).Where(f => ids.Contains(f.Id)).ToDictionaryAsync(f => f.Id, cancellation);
        var companies = readings.Select(r => r.Draft?.Ice?[..9]).OfType<string>().Distinct().ToList();
        var taken = await db.Set<Firm>().Where(f => companies.Contains(f.IceCompany!)).Select(f => f.IceCompany!).ToListAsync(cancellation);
        return new Known(firms, ofRows.Where(r => firms.ContainsKey(r.Id)).ToDictionary(r => r.Number, r => firms[r.Id]), [.. taken]);
    }

    private async Task EndAsync(FirmImport import, bool isStopped, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await db.HeldAsync(import, cancellation) is not { } held)
        {
            return;
        }

        held.End(isStopped, kept: 0, now);
        var created = await db.Set<ImportRow>().CountAsync(r => r.ImportId == import.Id && r.Outcome == RowOutcome.Created, cancellation);
        var updated = await db.Set<ImportRow>().CountAsync(r => r.ImportId == import.Id && r.Outcome == RowOutcome.Updated, cancellation);
        db.Add(HistoryEntry.Of(By(import), now, isStopped ? "History.ImportStopped" : "History.ImportCommitted", new Subject(), import.FileName, import.Sender, created, updated));
        await db.SaveChangesAsync(cancellation);
        if (!isStopped)
        {
            files.Drop(import.Id);
        }
    }

    internal static Actor By(FirmImport import) => new(import.ById, import.ByName, Languages.French, []);

    private sealed record Known(Dictionary<Guid, Firm> ById, Dictionary<int, Firm> ByRow, HashSet<string> Taken);
}
