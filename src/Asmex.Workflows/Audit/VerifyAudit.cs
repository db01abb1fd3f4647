using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Asmex.Workflows.Approvals;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Audit;

/// <summary>Verifies the chain link by link, then that money, requests, decisions, policies and rights stand as they were written, and balances as the ledger says.</summary>
public sealed class VerifyAudit(WorkflowsDbContext db)
{
    private const int Page = 2_000;

    /// <param name="known">A head that was mailed: its link must still be there.</param>
    public async Task<AuditVerdict> RunAsync((int Number, string Hash)? known, CancellationToken cancellation)
    {
        // Others write meanwhile: the chain and what it tells of are read as they stood at one moment.
        await using var snapshot = await db.BeginReadAsync(cancellation);
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
                written[(row.Kind, row.Key)] = HashOf(row.Payload);
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

    // A million payloads would not fit into memory.
    private static string HashOf(string payload) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(payload)));

    private static string Named(int number, string what) => $"audit_rows {number.ToString(CultureInfo.InvariantCulture)} {what}";

    private async Task<string?> BeyondTheChainAsync(int number, string hash, (int Number, string Hash)? known, Dictionary<(string Kind, string Key), string> written, CancellationToken cancellation)
    {
        var head = await db.Set<AuditHead>().AsNoTracking().SingleAsync(cancellation);
        return head.Number != number || head.Hash != hash ? Named(number + 1, "is missing: the head of the chain stands elsewhere")
            : known?.Number > number ? Named(number + 1, "is missing: a later head was mailed")
            : await ChangedAsync<Movement>(written, cancellation) ?? await ChangedAsync<Commitment>(written, cancellation)
                ?? await ChangedAsync<Approval>(written, cancellation) ?? await ChangedAsync<Decision>(written, cancellation)
                ?? await ChangedAsync<PolicyVersion>(written, cancellation) ?? await ChangedAsync<YearEnd>(written, cancellation)
                ?? await ChangedAsync<Person>(written, cancellation) ?? await ChangedAsync<Appointment>(written, cancellation) ?? await ChangedAsync<Absence>(written, cancellation)
                ?? await new LedgerAgreement(db).FaultAsync(cancellation);
    }

    /// <summary>A row that is not as it was written, was put in beside the chain, or is gone.</summary>
    private async Task<string?> ChangedAsync<T>(Dictionary<(string Kind, string Key), string> written, CancellationToken cancellation)
        where T : class
    {
        var (table, found) = (db.Model.FindEntityType(typeof(T))!.GetTableName(), 0);
        await foreach (var entity in db.Set<T>().IgnoreAutoIncludes().AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellation))
        {
            var note = AuditTrail.NoteOf(db.Entry(entity));
            if (!written.TryGetValue((note.Kind, note.Key), out var payload))
            {
                return $"{table} {note.Key} is not in the chain";
            }

            if (payload != HashOf(note.Payload))
            {
                return $"{table} {note.Key} was changed";
            }

            found++;
        }

        var removed = HashOf(AuditTrail.Removed);
        var kept = written.Count(w => w.Key.Kind == typeof(T).Name && w.Value != removed);
        return found == kept ? null : $"{table}: {(kept - found).ToString(CultureInfo.InvariantCulture)} of {kept.ToString(CultureInfo.InvariantCulture)} rows are gone";
    }
}
