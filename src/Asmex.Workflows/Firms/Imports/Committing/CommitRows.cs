using Asmex.Workflows.Audit;
using Asmex.Workflows.Firms.Imports.Judging;
using Asmex.Workflows.Firms.Imports.Reading;
using Asmex.Workflows.Firms.Merging;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Needs;
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
        int? last = 0;
        while (last is { } after)
        {
            cancellation.ThrowIfCancellationRequested();
            last = await WorkOnBatchAsync(import, reader, after, cancellation);
        }
    }

    /// <param name="after">The rows up to this one are done: they are not looked through again for each batch.</param>
    /// <returns>The last row of the batch; null at the end, whatever it was.</returns>
    private async Task<int?> WorkOnBatchAsync(FirmImport import, RowReader reader, int after, CancellationToken cancellation)
    {
        var until = import.ClaimedUntil!.Value;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryBatchAsync(import, reader, after, cancellation);
            }
            catch (Exception problem) when (attempt < Deadlocks.MostAttempts && (problem.IsGivenUp() || problem.IsDoubled()))
            {
                // Somebody opened the file of one of these firms a moment before: the next attempt finds it. The claim went back with the rest.
                import.Claim(until);
            }
        }
    }

    private async Task<int?> TryBatchAsync(FirmImport import, RowReader reader, int after, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        // Read and understood before others are kept from writing: nobody else touches the rows while the claim holds.
        var rows = await db.Set<ImportRow>().Where(r => r.ImportId == import.Id && r.Number > after && r.Outcome == RowOutcome.Pending)
            .Where(r => r.Verdict == Verdict.New || r.Verdict == Verdict.Warn || r.Verdict == Verdict.Update).OrderBy(r => r.Number).Take(Batch).ToListAsync(cancellation);
        var readings = rows.Select(r => reader.Read(r.Row)).ToList();

        await using var transaction = await db.BeginWriteAsync(cancellation);
        // Two files with the same firms, brought in on two nodes, meet each other's batches one after the other.
        await db.HoldNameAsync("firm-imports", cancellation);
        var now = clock.GetUtcNow();
        var isStopped = await db.Set<FirmImport>().Where(i => i.Id == import.Id).Select(i => i.IsStopAsked).SingleAsync(cancellation);
        if (rows.Count == 0 || isStopped)
        {
            await EndAsync(import, isStopped && rows.Count > 0, now, cancellation);
            await transaction.CommitAsync(cancellation);
            return null;
        }

        if (!await db.HoldAsync(import, now, cancellation, rows.Count))
        {
            return null;
        }

        var (added, moved) = await BringAsync(rows, readings, import, now, cancellation);
        await db.InsertAllAsync(added, cancellation);
        await db.InsertAllAsync(added.SelectMany(f => f.Contacts), cancellation);
        await db.InsertAllAsync(added.SelectMany(f => f.ExportChanges), cancellation);
        await db.SaveChangesAsync(cancellation);
        foreach (var firm in moved)
        {
            await db.OpenNeedsFollowAsync(firm, cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return rows[^1].Number;
    }

    /// <returns>The firms that are new, and those that moved to another region.</returns>
    private async Task<(List<Firm> Added, List<Firm> Moved)> BringAsync(List<ImportRow> rows, List<RowReading> readings, FirmImport import, DateTimeOffset now, CancellationToken cancellation)
    {
        var firms = await KnownAsync(import.Id, rows, readings, cancellation);
        var newcomers = await Newcomers.FindAsync(db, import, readings, cancellation);
        var regions = firms.ById.Values.Distinct().ToDictionary(f => f, f => f.Region);
        foreach (var (row, reading) in rows.Zip(readings))
        {
            var known = row.FirmId is { } id ? firms.ById.GetValueOrDefault(id) : row.SameAsRow is { } earlier ? firms.ByRow.GetValueOrDefault(earlier) : null;
            if (reading.Draft is null || IsTaken(reading.Draft, known, firms.Taken) || (known is null && (row.Verdict == Verdict.Update || newcomers.Have(reading)))
                || (known is not null && !ImportRights.Keeps(import.Regions, known.Region)))
            {
                row.Skip();
                continue;
            }

            try
            {
                firms.ByRow[row.Number] = known is null ? Create(row, reading, import, firms.New, now) : Change(known, row, reading, import, firms.New, now);
                firms.Taken.Add(reading.Draft.Ice?[..9] ?? " ");
            }
            catch (RuleBrokenException)
            {
                row.Skip();
            }
        }

        return ([.. firms.New], [.. regions.Where(r => r.Key.Region != r.Value).Select(r => r.Key)]);
    }

    // A row brings a company's number to a firm that has none, unless another firm has got it since the dry run.
    private static bool IsTaken(FirmDraft draft, Firm? known, HashSet<string> taken) => known?.IceCompany is null && taken.Contains(draft.Ice?[..9] ?? "");

    private static Firm Create(ImportRow row, RowReading reading, FirmImport import, HashSet<Firm> added, DateTimeOffset now)
    {
        var firm = new Firm(reading.Draft!, import.Source, import.ByName, now);
        RowMerge.Reach(firm, reading, import.Source, now);
        if (reading.Status is { } status)
        {
            firm.Stand(status, reading.StatusOn!.Value, import.Source, import.ByName, now);
        }

        added.Add(firm);
        row.Created(firm);
        return firm;
    }

    private Firm Change(Firm firm, ImportRow row, RowReading reading, FirmImport import, HashSet<Firm> isNew, DateTimeOffset now)
    {
        var had = firm.Contacts.Select(c => c.Id).Concat(firm.ExportChanges.Select(c => c.Id)).ToHashSet();
        var silent = firm.Contacts.Where(c => c.Consent is null).ToList();
        var (draft, status, on, version) = (firm.Draft(), firm.ExportStatus, firm.ExportStatusOn, firm.Version);
        firm.Change(RowMerge.Over(draft, reading.Draft!), firm.Version, import.ByName, now);
        RowMerge.Reach(firm, reading, import.Source, now);
        if (reading.Status is { } stands && RowMerge.IsNews(firm, reading))
        {
            firm.Stand(stands, reading.StatusOn!.Value, import.Source, import.ByName, now);
        }

        // What is new of a firm that is kept already would be taken for a change of an old row.
        var noted = firm.Contacts.Select(c => (c.Id, Noted: (object)c)).Concat(firm.ExportChanges.Select(c => (c.Id, Noted: (object)c))).Where(a => !had.Contains(a.Id)).ToList();
        if (!isNew.Contains(firm))
        {
            noted.ForEach(a => db.Add(a.Noted));
        }

        var agreed = silent.Where(c => c.Consent is not null).Select(c => new HeldConsent(c.Id, c.Consent));
        row.Updated(firm, new FirmBefore(draft, status, on, [.. noted.Select(a => a.Id)], version, [.. agreed]));
        return firm;
    }

    private async Task<Known> KnownAsync(Guid importId, List<ImportRow> rows, List<RowReading> readings, CancellationToken cancellation)
    {
        var earlier = rows.Select(r => r.SameAsRow).OfType<int>().Distinct().ToList();
        var ofRows = await db.Set<ImportRow>().AsNoTracking().Where(r => r.ImportId == importId && earlier.Contains(r.Number) && r.FirmId != null && r.Outcome != RowOutcome.Pending)
            .Select(r => new { r.Number, Id = r.FirmId!.Value }).ToListAsync(cancellation);
        var ids = rows.Select(r => r.FirmId).OfType<Guid>().Concat(ofRows.Select(r => r.Id)).Distinct().ToList();
        // Held before it is asked where they lead: a merge under way is waited for.
        await db.HoldAllAsync<Firm>(ids, cancellation);
        var kept = await db.KeptOfAsync(ids, cancellation);
        var led = kept.Values.Distinct().ToList();
        await db.HoldAllAsync<Firm>([.. led.Except(ids)], cancellation);
        var held = led.Count == 0 ? [] : await db.Set<Firm>().Include(f => f.Contacts).Include(f => f.ExportChanges).Where(f => led.Contains(f.Id)).ToDictionaryAsync(f => f.Id, cancellation);
        var firms = kept.Where(k => held.ContainsKey(k.Value)).ToDictionary(k => k.Key, k => held[k.Value]);
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

    private sealed record Known(Dictionary<Guid, Firm> ById, Dictionary<int, Firm> ByRow, HashSet<string> Taken)
    {
        public HashSet<Firm> New { get; } = [];
    }
}
