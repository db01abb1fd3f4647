using Asmex.Workflows.Audit;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Budgets;

/// <summary>Books an invoice on a commitment.</summary>
public sealed class RecordExpense(WorkflowsDbContext db, Ledger ledger, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">More than the commitment has left, no supplier, or a day to come.</exception>
    public async Task RunAsync(Guid commitmentId, Invoice invoice, Actor actor, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(invoice.Supplier))
        {
            throw new RuleBrokenException("Budgets.NoSupplier");
        }

        if (invoice.Amount <= 0)
        {
            throw new RuleBrokenException("Budgets.NoAmount");
        }

        if (invoice.On > Zone.Today(clock))
        {
            throw new RuleBrokenException("Budgets.InvoiceToCome", invoice.On);
        }

        await using var transaction = await db.BeginWriteAsync(cancellation);
        var (commitment, envelope) = await db.CommitmentForAsync(commitmentId, actor, cancellation);
        actor.MustBookExpenses(envelope.Region);
        await ledger.SpendAsync(commitment, invoice, actor, cancellation);
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.Spent", new Subject(envelope.Region, envelope.PlanId, envelope.ActionId), invoice.Amount, invoice.Supplier, commitment.Purpose));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
