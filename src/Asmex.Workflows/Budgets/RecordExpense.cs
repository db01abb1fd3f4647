using Asmex.Workflows.Audit;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

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
        var commitment = await db.Set<Commitment>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == commitmentId, cancellation);
        var envelope = commitment is null ? null : await db.Set<Envelope>().AsNoTracking().SingleAsync(e => e.Id == commitment.EnvelopeId, cancellation);
        if (envelope is null || !actor.Sees(envelope.Region))
        {
            throw new NothingThereException("commitment");
        }

        if (!actor.Is(Roles.Delegate, envelope.Region) && !actor.Is(Roles.Treasurer, envelope.Region) && !actor.Is(Roles.Officer, envelope.Region))
        {
            throw new RuleBrokenException("Budgets.NotYours");
        }

        await ledger.SpendAsync(commitment!, invoice, actor, cancellation);
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.Spent", new Subject(envelope.Region, envelope.PlanId, envelope.ActionId), invoice.Amount, invoice.Supplier, commitment!.Purpose));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
