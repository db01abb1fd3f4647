using Asmex.Workflows.Files;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Budgets;

/// <summary>The only way an envelope changes: a guarded update and its line of the ledger, in the transaction of the caller.</summary>
/// <remarks>The update locks the envelope's row until the transaction ends; a movement that would leave any balance below zero changes nothing.</remarks>
public sealed class Ledger(WorkflowsDbContext db, EnvelopeHolders holders, TimeProvider clock)
{
    /// <summary>Gives money to an envelope, or (negative) takes it out.</summary>
    public Task<Movement> AllotAsync(Guid envelopeId, decimal amount, Actor actor, string? reason, CancellationToken cancellation) =>
        MoveAsync(envelopeId, new Entry(MovementKind.Allot, amount) { Reason = reason }, actor, cancellation);

    /// <summary>Moves what is free from one envelope to another.</summary>
    public async Task TransferAsync(Guid fromId, Guid toId, decimal amount, Actor actor, string? reason, CancellationToken cancellation)
    {
        var (give, take) = (new Entry(MovementKind.Transfer, -amount) { Reason = reason, OtherEnvelopeId = toId }, new Entry(MovementKind.Transfer, amount) { Reason = reason, OtherEnvelopeId = fromId });

        // Always in the same order, so that two transfers in opposite directions wait for each other and do not stop each other.
        foreach (var (id, entry) in new[] { (fromId, give), (toId, take) }.OrderBy(e => e.Item1))
        {
            await MoveAsync(id, entry, actor, cancellation);
        }
    }

    /// <summary>Sets an amount aside for a request that is being decided.</summary>
    /// <exception cref="RuleBrokenException">Less is left than the amount.</exception>
    public Task<Movement> ReserveAsync(Guid envelopeId, Draw draw, Actor actor, CancellationToken cancellation) =>
        MoveAsync(envelopeId, Entry.Of(MovementKind.Reserve, draw), actor, cancellation);

    /// <summary>Gives back what was reserved for a request.</summary>
    public Task<Movement> UnreserveAsync(Guid envelopeId, Draw draw, Actor actor, CancellationToken cancellation) =>
        MoveAsync(envelopeId, Entry.Of(MovementKind.Unreserve, draw), actor, cancellation);

    /// <summary>Turns reserved money into a commitment of the same request.</summary>
    public async Task CommitAsync(Guid envelopeId, Draw draw, string purpose, Actor actor, CancellationToken cancellation)
    {
        await MoveAsync(envelopeId, Entry.Of(MovementKind.Commit, draw), actor, cancellation);
        db.Add(new Commitment(draw.ApprovalId, envelopeId, draw.Line, purpose, draw.Amount, clock.GetUtcNow()));
    }

    /// <summary>Turns reserved money into more of a commitment that exists.</summary>
    public async Task SupplementAsync(Guid envelopeId, Guid commitmentId, Draw draw, Actor actor, CancellationToken cancellation)
    {
        await db.Set<Commitment>().Where(c => c.Id == commitmentId).ExecuteUpdateAsync(
            set => set.SetProperty(c => c.Amount, c => c.Amount + draw.Amount).SetProperty(c => c.Left, c => c.Left + draw.Amount), cancellation);
        await MoveAsync(envelopeId, Entry.Of(MovementKind.Commit, draw), actor, cancellation);
    }

    /// <summary>Frees what a commitment no longer needs.</summary>
    public async Task<Movement> ReleaseAsync(Guid envelopeId, Draw draw, Actor actor, CancellationToken cancellation)
    {
        await DrawOnAsync(draw.ApprovalId, draw.Amount, cancellation);
        return await MoveAsync(envelopeId, Entry.Of(MovementKind.Release, draw), actor, cancellation);
    }

    /// <summary>Books an invoice on a commitment; never more than the commitment has left.</summary>
    public async Task<Movement> SpendAsync(Commitment commitment, Invoice invoice, StoredFile? document, Actor actor, CancellationToken cancellation)
    {
        await DrawOnAsync(commitment.Id, invoice.Amount, cancellation);
        return await MoveAsync(commitment.EnvelopeId, new Entry(MovementKind.Spend, invoice.Amount)
        {
            Line = commitment.Line,
            ApprovalId = commitment.Id,
            Supplier = invoice.Supplier,
            On = invoice.On,
            DocumentId = document?.Id,
            DocumentHash = document?.Hash,
        }, actor, cancellation);
    }

    /// <summary>Books the difference to an invoice that was booked wrongly; its own line of the ledger stays.</summary>
    /// <param name="difference">What is to be added; negative for an invoice that was booked too high.</param>
    public async Task<Movement> CorrectAsync(Movement spent, decimal difference, string reason, Actor actor, CancellationToken cancellation)
    {
        await DrawOnAsync(spent.ApprovalId!.Value, difference, cancellation);
        return await MoveAsync(spent.EnvelopeId, new Entry(MovementKind.Correct, difference)
        {
            Line = spent.Line,
            ApprovalId = spent.ApprovalId,
            Supplier = spent.Supplier,
            On = spent.InvoicedOn,
            CorrectsId = spent.Id,
            Reason = reason,
        }, actor, cancellation);
    }

    /// <summary>Notes what a partner promises beside the allotment, or (negative) no longer does.</summary>
    public Task<Movement> PromiseAsync(Guid envelopeId, string partner, decimal amount, Actor actor, string? reason, CancellationToken cancellation) =>
        MoveAsync(envelopeId, new Entry(MovementKind.Promise, amount) { Partner = partner, Reason = reason }, actor, cancellation);

    /// <summary>Notes what a partner has paid.</summary>
    public Task<Movement> ReceiveAsync(Guid envelopeId, string partner, decimal amount, DateOnly on, Actor actor, string? reason, CancellationToken cancellation) =>
        MoveAsync(envelopeId, new Entry(MovementKind.Receive, amount) { Partner = partner, On = on, Reason = reason }, actor, cancellation);

    private async Task DrawOnAsync(Guid commitmentId, decimal amount, CancellationToken cancellation)
    {
        if (await db.Set<Commitment>().Where(c => c.Id == commitmentId && c.Left - amount >= 0).ExecuteUpdateAsync(set => set.SetProperty(c => c.Left, c => c.Left - amount), cancellation) == 0)
        {
            var commitment = await db.Set<Commitment>().AsNoTracking().SingleAsync(c => c.Id == commitmentId, cancellation);
            throw new RuleBrokenException("Budgets.MoreThanCommitted", commitment.Purpose, commitment.Left, amount);
        }
    }

    private async Task<Movement> MoveAsync(Guid envelopeId, Entry entry, Actor actor, CancellationToken cancellation)
    {
        var change = Balance.Of(entry.Kind, entry.Amount);
        if (await ChangeAsync(envelopeId, change, cancellation) == 0)
        {
            throw await holders.RefusalAsync(envelopeId, -change.Left, cancellation);
        }

        // The guarded update holds the row, so the number is this caller's own.
        var held = await db.Set<Envelope>().AsNoTracking().Where(e => e.Id == envelopeId).Select(e => new { e.Movements, e.PlanId }).SingleAsync(cancellation);
        var now = clock.GetUtcNow();
        var movement = entry.AsMovement(envelopeId, held.PlanId, held.Movements, actor, now);
        db.Add(movement);
        await TallyAsync(movement, change, cancellation);
        return movement;
    }

    private Task<int> ChangeAsync(Guid envelopeId, Balance change, CancellationToken cancellation)
    {
        var (allotted, reserved, committed, spent, promised, received) = change;
        var left = change.Left;
        return db.Set<Envelope>()
            .Where(e => e.Id == envelopeId && e.Left + left >= 0 && e.Reserved + reserved >= 0 && e.Committed + committed >= 0 && e.Spent + spent >= 0 && e.Promised + promised >= 0 && e.Received + received >= 0)
            .ExecuteUpdateAsync(
                set => set.SetProperty(e => e.Allotted, e => e.Allotted + allotted).SetProperty(e => e.Reserved, e => e.Reserved + reserved)
                    .SetProperty(e => e.Committed, e => e.Committed + committed).SetProperty(e => e.Spent, e => e.Spent + spent)
                    .SetProperty(e => e.Promised, e => e.Promised + promised).SetProperty(e => e.Received, e => e.Received + received)
                    .SetProperty(e => e.Left, e => e.Left + left).SetProperty(e => e.Movements, e => e.Movements + 1), cancellation);
    }

    private async Task TallyAsync(Movement movement, Balance change, CancellationToken cancellation)
    {
        var (id, line, month) = (movement.EnvelopeId, movement.Line ?? "", movement.Month);
        if (db.Set<LineTally>().Local.FirstOrDefault(t => t.EnvelopeId == id && t.Line == line && t.Month == month) is { } mine && db.Entry(mine).State == EntityState.Added)
        {
            mine.Add(change);
            return;
        }

        var (allotted, reserved, committed, spent, promised, received) = change;
        var counted = await db.Set<LineTally>().Where(t => t.EnvelopeId == id && t.Line == line && t.Month == month).ExecuteUpdateAsync(
            set => set.SetProperty(t => t.Allotted, t => t.Allotted + allotted).SetProperty(t => t.Reserved, t => t.Reserved + reserved)
                .SetProperty(t => t.Committed, t => t.Committed + committed).SetProperty(t => t.Spent, t => t.Spent + spent)
                .SetProperty(t => t.Promised, t => t.Promised + promised).SetProperty(t => t.Received, t => t.Received + received), cancellation);
        if (counted == 0)
        {
            db.Add(new LineTally(id, line, month, change));
        }
    }

    /// <summary>What is to be written before it has its number.</summary>
    private sealed record Entry(MovementKind Kind, decimal Amount)
    {
        public string? Line { get; init; }
        public Guid? ApprovalId { get; init; }
        public Guid? TaskId { get; init; }
        public string? Reason { get; init; }
        public string? Supplier { get; init; }
        public string? Partner { get; init; }
        public DateOnly? On { get; init; }
        public Guid? DocumentId { get; init; }
        public string? DocumentHash { get; init; }
        public Guid? OtherEnvelopeId { get; init; }
        public Guid? CorrectsId { get; init; }

        public static Entry Of(MovementKind kind, Draw draw) =>
            new(kind, draw.Amount) { Line = draw.Line, ApprovalId = draw.ApprovalId, TaskId = draw.TaskId, Reason = draw.Reason };

        public Movement AsMovement(Guid envelopeId, Guid planId, int number, Actor actor, DateTimeOffset at) =>
            new(envelopeId, planId, number, Kind, Amount, LineTally.MonthOf(On ?? Zone.DateOf(at)), actor, at)
            {
                Line = Line,
                ApprovalId = ApprovalId,
                TaskId = TaskId,
                Reason = Reason,
                Supplier = Supplier,
                Partner = Partner,
                InvoicedOn = On,
                DocumentId = DocumentId,
                DocumentHash = DocumentHash,
                OtherEnvelopeId = OtherEnvelopeId,
                CorrectsId = CorrectsId,
            };
    }
}
