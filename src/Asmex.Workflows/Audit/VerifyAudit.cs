using System.Globalization;
using Asmex.Workflows.Approvals;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Audit;

/// <summary>Verifies the chain link by link, then that money, decisions and policies stand as they were written, and balances as the ledger says.</summary>
public sealed class VerifyAudit(WorkflowsDbContext db)
{
    private const int Page = 2_000;

    /// <param name="known">A head that was mailed: its link must still be there.</param>
    public async Task<AuditVerdict> RunAsync((int Number, string Hash)? known, CancellationToken cancellation)
    {
        var (number, hash) = (0, AuditRow.Beginning);
        var written = new Dictionary<(string Kind, string Key), string>();
        while (await db.Set<AuditRow>().AsNoTracking().Where(r => r.Number > number).OrderBy(r => r.Number).Take(Page).ToListAsync(cancellation) is { Count: > 0 } rows)
        {
            foreach (var row in rows)
            {
                if (Fault(row, number, hash, known) is { } fault)
                {
                    return new AuditVerdict(number, hash, fault);
                }

                (number, hash) = (row.Number, row.Hash);
                written[(row.Kind, row.Key)] = row.Payload;
            }
        }

        return new AuditVerdict(number, hash, await BeyondTheChainAsync(number, hash, known, written, cancellation));
    }

    private static string? Fault(AuditRow row, int before, string hash, (int Number, string Hash)? known) =>
        row.Number != before + 1 ? Named(before + 1, "is missing")
        : row.Previous != hash ? Named(row.Number, "does not continue the row before it")
        : row.Hash != row.Computed() ? Named(row.Number, $"was changed ({row.Kind} {row.Key})")
        : known?.Number == row.Number && known.Value.Hash != row.Hash ? Named(row.Number, "is not the one whose hash was mailed")
        : null;

    private static string Named(int number, string what) => $"audit_rows {number.ToString(CultureInfo.InvariantCulture)} {what}";

    private async Task<string?> BeyondTheChainAsync(int number, string hash, (int Number, string Hash)? known, Dictionary<(string Kind, string Key), string> written, CancellationToken cancellation)
    {
        var head = await db.Set<AuditHead>().AsNoTracking().SingleAsync(cancellation);
        return head.Number != number || head.Hash != hash ? Named(number + 1, "is missing: the head of the chain stands elsewhere")
            : known?.Number > number ? Named(number + 1, "is missing: a later head was mailed")
            : await ChangedAsync<Movement>(written, cancellation) ?? await ChangedAsync<Decision>(written, cancellation) ?? await ChangedAsync<PolicyVersion>(written, cancellation)
                ?? await OutOfBalanceAsync(cancellation);
    }

    /// <summary>A row that is not as it was written, was put in beside the chain, or is gone.</summary>
    private async Task<string?> ChangedAsync<T>(Dictionary<(string Kind, string Key), string> written, CancellationToken cancellation)
        where T : class
    {
        var (table, found) = (db.Model.FindEntityType(typeof(T))!.GetTableName(), 0);
        await foreach (var entity in db.Set<T>().AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellation))
        {
            var note = AuditTrail.NoteOf(db.Entry(entity));
            if (!written.TryGetValue((note.Kind, note.Key), out var payload))
            {
                return $"{table} {note.Key} is not in the chain";
            }

            if (payload != note.Payload)
            {
                return $"{table} {note.Key} was changed";
            }

            found++;
        }

        var kept = written.Keys.Where(k => k.Kind == typeof(T).Name).ToList();
        return found == kept.Count ? null : $"{table}: {(kept.Count - found).ToString(CultureInfo.InvariantCulture)} of {kept.Count.ToString(CultureInfo.InvariantCulture)} rows are gone";
    }

    private async Task<string?> OutOfBalanceAsync(CancellationToken cancellation)
    {
        var sums = new Dictionary<Guid, Balance>();
        await foreach (var m in db.Set<Movement>().AsNoTracking().Select(m => new { m.EnvelopeId, m.Kind, m.Amount }).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            sums[m.EnvelopeId] = sums.GetValueOrDefault(m.EnvelopeId, Balance.None) + Balance.Of(m.Kind, m.Amount);
        }

        var wrong = (await db.Set<Envelope>().AsNoTracking().OrderBy(e => e.Code).ToListAsync(cancellation))
            .Find(e => sums.GetValueOrDefault(e.Id, Balance.None) is var sum && (e.Balance != sum || e.Left != sum.Left));
        return wrong is null ? null : $"envelopes {wrong.Id} ({wrong.Code}) does not agree with its ledger";
    }
}
