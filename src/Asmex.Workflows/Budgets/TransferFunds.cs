using Asmex.Workflows.Audit;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Budgets;

/// <summary>Moves free money from one envelope to another of the same year.</summary>
public sealed class TransferFunds(WorkflowsDbContext db, Ledger ledger, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">The same envelope, another year, no reason, not of this person, or less is free.</exception>
    public Task RunAsync(Guid fromId, Guid toId, decimal amount, string? reason, Actor actor, CancellationToken cancellation) => db.UntilCommittedAsync(async () =>
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var (from, to) = (await db.EnvelopeForAsync(fromId, actor, cancellation), await db.EnvelopeForAsync(toId, actor, cancellation));
        actor.MustManageBudget(from.Region);
        actor.MustManageBudget(to.Region);
        if (fromId == toId || await YearAsync(from, cancellation) != await YearAsync(to, cancellation))
        {
            throw new RuleBrokenException("Budgets.NoTransfer", from.Code, to.Code);
        }

        BudgetRights.Positive(amount);
        var why = BudgetRights.Needed(reason);
        await ledger.TransferAsync(fromId, toId, amount, actor, why, cancellation);
        foreach (var side in new[] { from, to })
        {
            db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.Transferred", new Subject(side.Region, side.PlanId, side.ActionId), amount, from.Code, to.Code, why));
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    });

    private Task<int> YearAsync(Envelope envelope, CancellationToken cancellation) =>
        db.Set<Plan>().Where(p => p.Id == envelope.PlanId).Select(p => p.Year).SingleAsync(cancellation);
}
