using Asmex.Workflows.Audit;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Budgets;

/// <summary>Notes what a partner has paid of a promise.</summary>
public sealed class ReceiveCoFinancing(WorkflowsDbContext db, Ledger ledger, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">Nothing was promised by this partner, a day to come, or not of this person.</exception>
    public Task RunAsync(Guid envelopeId, string? partner, decimal amount, DateOnly on, string? reason, Actor actor, CancellationToken cancellation) => db.UntilCommittedAsync(async () =>
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var envelope = await db.EnvelopeForAsync(envelopeId, actor, cancellation);
        actor.MustManageBudget(envelope.Region);
        BudgetRights.Positive(amount);
        if (on > Zone.Today(clock))
        {
            throw new RuleBrokenException("Budgets.InvoiceToCome", on);
        }

        var name = Line.Of(partner, 200) ?? throw new RuleBrokenException("Budgets.NoPartner");
        if ((await db.PartnerAsync(envelopeId, name, cancellation)).Promised == 0)
        {
            throw new RuleBrokenException("Budgets.NothingPromised", name);
        }

        await ledger.ReceiveAsync(envelopeId, name, amount, on, actor, reason, cancellation);
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.Received", new Subject(envelope.Region, envelope.PlanId, envelope.ActionId), name, amount));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    });
}
