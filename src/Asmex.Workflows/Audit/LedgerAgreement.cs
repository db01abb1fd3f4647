using System.Globalization;
using Asmex.Workflows.Approvals;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Audit;

/// <summary>What is counted beside the ledger, against the sum of its movements: envelopes, commitments, and the tallies of lines and months.</summary>
internal sealed class LedgerAgreement(WorkflowsDbContext db)
{
    private readonly Dictionary<Guid, Balance> _envelopes = [];
    private readonly Dictionary<(Guid Envelope, string Line, int Month), Balance> _lines = [];
    private readonly Dictionary<Guid, (decimal Amount, decimal Left)> _requests = [];

    /// <returns>The first row that does not agree; nothing where all do.</returns>
    public async Task<string?> FaultAsync(CancellationToken cancellation)
    {
        await SumAsync(cancellation);
        return await EnvelopesAsync(cancellation) ?? await CommitmentsAsync(cancellation) ?? await LinesAsync(cancellation);
    }

    private async Task SumAsync(CancellationToken cancellation)
    {
        // What a supplement adds, its commitment has.
        var supplements = await db.Set<Approval>().Where(a => a.CommitmentId != null).Select(a => new { a.Id, a.CommitmentId }).ToDictionaryAsync(a => a.Id, a => a.CommitmentId!.Value, cancellation);
        var movements = db.Set<Movement>().AsNoTracking().Select(m => new { m.EnvelopeId, m.Kind, m.Amount, m.Line, m.Month, m.ApprovalId });
        await foreach (var m in movements.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            var change = Balance.Of(m.Kind, m.Amount);
            _envelopes[m.EnvelopeId] = _envelopes.GetValueOrDefault(m.EnvelopeId, Balance.None) + change;
            var line = (m.EnvelopeId, m.Line ?? "", m.Month);
            _lines[line] = _lines.GetValueOrDefault(line, Balance.None) + change;
            if (m.ApprovalId is { } request && change.Committed != 0)
            {
                var commitment = supplements.GetValueOrDefault(request, request);
                var (amount, left) = _requests.GetValueOrDefault(commitment);
                _requests[commitment] = (m.Kind == MovementKind.Commit ? amount + m.Amount : amount, left + change.Committed);
            }
        }
    }

    private async Task<string?> EnvelopesAsync(CancellationToken cancellation)
    {
        var wrong = (await db.Set<Envelope>().AsNoTracking().OrderBy(e => e.Code).ToListAsync(cancellation))
            .Find(e => _envelopes.GetValueOrDefault(e.Id, Balance.None) is var sum && (e.Balance != sum || e.Left != sum.Left));
        return wrong is null ? null : $"envelopes {wrong.Id} ({wrong.Code}) does not agree with its ledger";
    }

    private async Task<string?> CommitmentsAsync(CancellationToken cancellation)
    {
        await foreach (var commitment in db.Set<Commitment>().AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (_requests.GetValueOrDefault(commitment.Id) != (commitment.Amount, commitment.Left))
            {
                return $"commitments {commitment.Id} does not agree with its ledger";
            }
        }

        return null;
    }

    private async Task<string?> LinesAsync(CancellationToken cancellation)
    {
        await foreach (var tally in db.Set<LineTally>().AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (!_lines.Remove((tally.EnvelopeId, tally.Line, tally.Month), out var sum) || sum != tally.Balance)
            {
                return Named((tally.EnvelopeId, tally.Line, tally.Month), "does not agree with its ledger");
            }
        }

        return _lines.Count == 0 ? null : Named(_lines.Keys.First(), "is missing");
    }

    private static string Named((Guid Envelope, string Line, int Month) tally, string what) =>
        $"line_tallies {tally.Envelope} '{tally.Line}' {tally.Month.ToString(CultureInfo.InvariantCulture)} {what}";
}
