using Asmex.Workflows.Audit;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Budgets;

/// <summary>Frees what a commitment no longer needs, before its action closes.</summary>
public sealed class ReleaseCommitment(WorkflowsDbContext db, Ledger ledger, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">No reason, not of this person, or more than the commitment has left.</exception>
    public Task RunAsync(Guid commitmentId, decimal amount, string? reason, Actor actor, CancellationToken cancellation) => db.UntilCommittedAsync(async () =>
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var (commitment, envelope) = await db.CommitmentForAsync(commitmentId, actor, cancellation);
        actor.MustManageBudget(envelope.Region);
        BudgetRights.Positive(amount);
        var why = BudgetRights.Needed(reason);
        await ledger.ReleaseAsync(envelope.Id, new Draw(commitment.Id, commitment.Line, amount, Reason: why), actor, cancellation);
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.Released", new Subject(envelope.Region, envelope.PlanId, envelope.ActionId), amount, commitment.Purpose, why));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    });
}
