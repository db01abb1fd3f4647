using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Budgets;

/// <summary>The only way an envelope changes: a guarded update and its line of the ledger, in the transaction of the caller.</summary>
public sealed class Ledger(WorkflowsDbContext db, TimeProvider clock)
{
    /// <summary>Gives money to an envelope.</summary>
    public async Task AllotAsync(Guid envelopeId, decimal amount, Actor actor, string? reason, CancellationToken cancellation)
    {
        await db.Set<Envelope>().Where(e => e.Id == envelopeId && e.Left + amount >= 0).ExecuteUpdateAsync(
            set => set.SetProperty(e => e.Allotted, e => e.Allotted + amount).SetProperty(e => e.Left, e => e.Left + amount)
                .SetProperty(e => e.Movements, e => e.Movements + 1), cancellation)
            .OrRefuse(() => RefusalAsync(envelopeId, -amount, cancellation));
        db.Add(new Movement(envelopeId, await NumberAsync(envelopeId, cancellation), MovementKind.Allot, amount, actor, clock.GetUtcNow()) { Reason = reason });
    }

    /// <summary>Sets an amount aside for a request that is being decided.</summary>
    /// <exception cref="Texts.RuleBrokenException">Less is left than the amount.</exception>
    public async Task ReserveAsync(Guid envelopeId, Draw draw, Actor actor, CancellationToken cancellation)
    {
        await db.Set<Envelope>().Where(e => e.Id == envelopeId && e.Left >= draw.Amount).ExecuteUpdateAsync(
            set => set.SetProperty(e => e.Reserved, e => e.Reserved + draw.Amount).SetProperty(e => e.Left, e => e.Left - draw.Amount)
                .SetProperty(e => e.Movements, e => e.Movements + 1), cancellation)
            .OrRefuse(() => RefusalAsync(envelopeId, draw.Amount, cancellation));
        await WriteAsync(envelopeId, MovementKind.Reserve, draw, actor, cancellation);
    }

    /// <summary>Gives back what was reserved for a request.</summary>
    public async Task UnreserveAsync(Guid envelopeId, Draw draw, Actor actor, CancellationToken cancellation)
    {
        await db.Set<Envelope>().Where(e => e.Id == envelopeId && e.Reserved >= draw.Amount).ExecuteUpdateAsync(
            set => set.SetProperty(e => e.Reserved, e => e.Reserved - draw.Amount).SetProperty(e => e.Left, e => e.Left + draw.Amount)
                .SetProperty(e => e.Movements, e => e.Movements + 1), cancellation)
            .OrRefuse(() => RefusalAsync(envelopeId, draw.Amount, cancellation));
        await WriteAsync(envelopeId, MovementKind.Unreserve, draw, actor, cancellation);
    }

    /// <summary>Turns reserved money into a commitment of the same request.</summary>
    public async Task CommitAsync(Guid envelopeId, Draw draw, string purpose, Actor actor, CancellationToken cancellation)
    {
        await db.Set<Envelope>().Where(e => e.Id == envelopeId && e.Reserved >= draw.Amount).ExecuteUpdateAsync(
            set => set.SetProperty(e => e.Reserved, e => e.Reserved - draw.Amount).SetProperty(e => e.Committed, e => e.Committed + draw.Amount)
                .SetProperty(e => e.Movements, e => e.Movements + 1), cancellation)
            .OrRefuse(() => RefusalAsync(envelopeId, draw.Amount, cancellation));
        db.Add(new Commitment(draw.ApprovalId, envelopeId, draw.Line, purpose, draw.Amount, clock.GetUtcNow()));
        await WriteAsync(envelopeId, MovementKind.Commit, draw, actor, cancellation);
    }

    /// <summary>Frees what a commitment no longer needs.</summary>
    public async Task ReleaseAsync(Guid envelopeId, Draw draw, Actor actor, CancellationToken cancellation)
    {
        await db.Set<Commitment>().Where(c => c.Id == draw.ApprovalId && c.Left >= draw.Amount).ExecuteUpdateAsync(
            set => set.SetProperty(c => c.Left, c => c.Left - draw.Amount), cancellation)
            .OrRefuse(() => RefusalAsync(envelopeId, draw.Amount, cancellation));
        await db.Set<Envelope>().Where(e => e.Id == envelopeId).ExecuteUpdateAsync(
            set => set.SetProperty(e => e.Committed, e => e.Committed - draw.Amount).SetProperty(e => e.Left, e => e.Left + draw.Amount)
                .SetProperty(e => e.Movements, e => e.Movements + 1), cancellation);
        await WriteAsync(envelopeId, MovementKind.Release, draw, actor, cancellation);
    }

    /// <summary>Books an invoice on a commitment; never more than the commitment has left.</summary>
    /// <returns>The movement, to which the caller's invoice data belongs; already added.</returns>
    public async Task SpendAsync(Commitment commitment, Invoice invoice, Actor actor, CancellationToken cancellation)
    {
        await db.Set<Commitment>().Where(c => c.Id == commitment.Id && c.Left >= invoice.Amount).ExecuteUpdateAsync(
            set => set.SetProperty(c => c.Left, c => c.Left - invoice.Amount), cancellation)
            .OrRefuse(() => Task.FromResult(new Texts.RuleBrokenException("Budgets.MoreThanCommitted", commitment.Purpose, commitment.Left, invoice.Amount)));
        await db.Set<Envelope>().Where(e => e.Id == commitment.EnvelopeId).ExecuteUpdateAsync(
            set => set.SetProperty(e => e.Committed, e => e.Committed - invoice.Amount).SetProperty(e => e.Spent, e => e.Spent + invoice.Amount)
                .SetProperty(e => e.Movements, e => e.Movements + 1), cancellation);
        db.Add(new Movement(commitment.EnvelopeId, await NumberAsync(commitment.EnvelopeId, cancellation), MovementKind.Spend, invoice.Amount, actor, clock.GetUtcNow())
        {
            Line = commitment.Line,
            ApprovalId = commitment.Id,
            Supplier = invoice.Supplier,
            InvoicedOn = invoice.On,
            DocumentId = invoice.DocumentId,
        });
    }

    private async Task WriteAsync(Guid envelopeId, MovementKind kind, Draw draw, Actor actor, CancellationToken cancellation) =>
        db.Add(new Movement(envelopeId, await NumberAsync(envelopeId, cancellation), kind, draw.Amount, actor, clock.GetUtcNow()) { Line = draw.Line, ApprovalId = draw.ApprovalId });

    // The guarded update before it holds the row, so the number is this caller's own.
    private Task<int> NumberAsync(Guid envelopeId, CancellationToken cancellation) =>
        db.Set<Envelope>().Where(e => e.Id == envelopeId).Select(e => e.Movements).SingleAsync(cancellation);

    private async Task<Exception> RefusalAsync(Guid envelopeId, decimal amount, CancellationToken cancellation) =>
        (await db.Set<Envelope>().AsNoTracking().SingleAsync(e => e.Id == envelopeId, cancellation)).TooLittleLeft(amount);
}

/// <summary>An amount drawn for one request on one line of an envelope.</summary>
public sealed record Draw(Guid ApprovalId, string Line, decimal Amount);

/// <summary>What was bought: amount, from whom, when, and the document.</summary>
public sealed record Invoice(decimal Amount, string Supplier, DateOnly On, Guid? DocumentId);

internal static class GuardedUpdate
{
    /// <summary>Throws the refusal when the guarded update met no row.</summary>
    public static async Task OrRefuse(this Task<int> update, Func<Task<Exception>> refusal)
    {
        if (await update == 0)
        {
            throw await refusal();
        }
    }

    public static async Task OrRefuse(this Task<int> update, Func<Task<Texts.RuleBrokenException>> refusal)
    {
        if (await update == 0)
        {
            throw await refusal();
        }
    }
}
