using Asmex.Workflows.Audit;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Budgets;

/// <summary>Notes what a partner promises to pay beside the allotment; a new word of the partner replaces the one before.</summary>
public sealed class PromiseCoFinancing(WorkflowsDbContext db, Ledger ledger, TimeProvider clock)
{
    /// <param name="promised">In all, not on top; 0 for a partner who withdraws.</param>
    /// <exception cref="RuleBrokenException">No partner, nothing new, less than was received, or not of this person.</exception>
    public Task RunAsync(Guid envelopeId, string? partner, decimal promised, string? reason, Actor actor, CancellationToken cancellation) => db.UntilCommittedAsync(async () =>
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var envelope = await db.EnvelopeForAsync(envelopeId, actor, cancellation);
        if (!actor.MayManageBudget(envelope.Region))
        {
            actor.MustBookExpenses(envelope.Region);
        }

        var name = Line.Of(partner, 200) ?? throw new RuleBrokenException("Budgets.NoPartner");
        await db.HoldAsync<Envelope>(envelopeId, cancellation);
        var stands = await db.PartnerAsync(envelopeId, name, cancellation);
        if (promised == stands.Promised || promised < stands.Received)
        {
            throw new RuleBrokenException("Budgets.NoPromise", name, stands.Promised, stands.Received);
        }

        await ledger.PromiseAsync(envelopeId, name, promised - stands.Promised, actor, reason, cancellation);
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.Promised", new Subject(envelope.Region, envelope.PlanId, envelope.ActionId), name, promised));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    });
}
