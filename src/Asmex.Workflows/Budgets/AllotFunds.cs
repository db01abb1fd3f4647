using Asmex.Workflows.Audit;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Budgets;

/// <summary>Raises the allotment of an envelope, or lowers it down to what is free.</summary>
public sealed class AllotFunds(WorkflowsDbContext db, Ledger ledger, TimeProvider clock)
{
    /// <param name="amount">Negative to lower the allotment.</param>
    /// <exception cref="RuleBrokenException">No amount, no reason, not of this person, or less is free.</exception>
    public Task RunAsync(Guid envelopeId, decimal amount, string? reason, Actor actor, CancellationToken cancellation) => db.UntilCommittedAsync(async () =>
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var envelope = await db.EnvelopeForAsync(envelopeId, actor, cancellation);
        actor.MustManageBudget(envelope.Region);
        BudgetRights.Positive(Math.Abs(amount));
        var why = BudgetRights.Needed(reason);
        await ledger.AllotAsync(envelopeId, amount, actor, why, cancellation);
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.Allotted", new Subject(envelope.Region, envelope.PlanId, envelope.ActionId), envelope.Code, amount, why));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    });
}
