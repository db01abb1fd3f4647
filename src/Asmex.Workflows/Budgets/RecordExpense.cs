using Asmex.Workflows.Audit;
using Asmex.Workflows.Files;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Budgets;

/// <summary>Books an invoice on a commitment.</summary>
public sealed class RecordExpense(WorkflowsDbContext db, Ledger ledger, FileStore files, TimeProvider clock)
{
    /// <summary>In characters.</summary>
    public const int LongestSupplier = 200;

    /// <exception cref="RuleBrokenException">More than the commitment has left, no supplier, a day to come, or the document is not taken.</exception>
    public async Task RunAsync(Guid commitmentId, Invoice invoice, Actor actor, CancellationToken cancellation)
    {
        invoice = invoice with { Supplier = Line.Of(invoice.Supplier, LongestSupplier) ?? throw new RuleBrokenException("Budgets.NoSupplier") };

        if (invoice.Amount <= 0)
        {
            throw new RuleBrokenException("Budgets.NoAmount");
        }

        if (invoice.On > Zone.Today(clock))
        {
            throw new RuleBrokenException("Budgets.InvoiceToCome", invoice.On);
        }

        // The content first, but only of who may book here: a slow disk must not hold up everyone else's transaction.
        var document = invoice.Document is { } given ? await TakeAsync(commitmentId, given, actor, cancellation) : null;
        await db.UntilCommittedAsync(async () =>
        {
            await using var transaction = await db.BeginWriteAsync(cancellation);
            var (commitment, envelope) = await db.CommitmentForAsync(commitmentId, actor, cancellation);
            actor.MustBookExpenses(envelope.Region);
            if (document is not null && db.Entry(document).State == EntityState.Detached)
            {
                db.Add(document);
            }

            await ledger.SpendAsync(commitment, invoice, document, actor, cancellation);
            db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.Spent", new Subject(envelope.Region, envelope.PlanId, envelope.ActionId), invoice.Amount, invoice.Supplier, commitment.Purpose));
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        });
    }

    private async Task<StoredFile> TakeAsync(Guid commitmentId, GivenDocument given, Actor actor, CancellationToken cancellation)
    {
        var (_, envelope) = await db.CommitmentForAsync(commitmentId, actor, cancellation);
        actor.MustBookExpenses(envelope.Region);
        return await files.TakeAsync(given.Name, given.Content, new FileBelonging(actor.Name, envelope.Region), cancellation);
    }
}
