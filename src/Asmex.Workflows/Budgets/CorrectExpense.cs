using Asmex.Workflows.Audit;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Budgets;

/// <summary>Corrects the amount of an invoice that was booked wrongly: a movement of its own, the wrong one stays readable.</summary>
public sealed class CorrectExpense(WorkflowsDbContext db, Ledger ledger, TimeProvider clock)
{
    /// <param name="amount">What the invoice says in truth; 0 for one that should not be there.</param>
    /// <exception cref="RuleBrokenException">Nothing changes, no reason, not of this person, or more than the commitment has left.</exception>
    public Task RunAsync(Guid movementId, decimal amount, string? reason, Actor actor, CancellationToken cancellation) => db.UntilCommittedAsync(async () =>
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var spent = await db.Set<Movement>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == movementId && m.Kind == MovementKind.Spend, cancellation) ?? throw new NothingThereException("movement");
        var envelope = await db.EnvelopeForAsync(spent.EnvelopeId, actor, cancellation);
        actor.MustManageBudget(envelope.Region);
        var why = BudgetRights.Needed(reason);
        // Two corrections of one invoice must not both start from what it says now.
        await db.HoldAsync<Commitment>(spent.ApprovalId!.Value, cancellation);
        var difference = amount - await db.BookedAsync(spent, cancellation);
        if (difference == 0 || amount < 0)
        {
            throw new RuleBrokenException("Budgets.NothingToCorrect", amount);
        }

        await ledger.CorrectAsync(spent, difference, why, actor, cancellation);
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.Corrected", new Subject(envelope.Region, envelope.PlanId, envelope.ActionId), spent.Supplier ?? "", amount, why));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    });
}
