using Asmex.Workflows.Audit;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Budgets;

/// <summary>Notes what a partner has paid of a promise, or (negative) corrects what was noted wrongly.</summary>
public sealed class ReceiveCoFinancing(WorkflowsDbContext db, Ledger ledger, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">Nothing was promised by this partner, less was received than is taken back, a correction without a reason, a day to come, or not of this person.</exception>
    public Task RunAsync(Guid envelopeId, string? partner, decimal amount, DateOnly on, string? reason, Actor actor, CancellationToken cancellation) => db.UntilCommittedAsync(async () =>
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var envelope = await db.EnvelopeForAsync(envelopeId, actor, cancellation);
        actor.MustManageBudget(envelope.Region);
        BudgetRights.Positive(Math.Abs(amount));
        if (amount < 0)
        {
            BudgetRights.Needed(reason);
        }

        if (on > Zone.Today(clock))
        {
            throw new RuleBrokenException("Budgets.InvoiceToCome", on);
        }

        var name = Line.Of(partner, 200) ?? throw new RuleBrokenException("Budgets.NoPartner");
        await db.HoldAsync<Envelope>(envelopeId, cancellation);
        var stands = await db.PartnerAsync(envelopeId, name, cancellation);
        if (stands.Promised == 0)
        {
            throw new RuleBrokenException("Budgets.NothingPromised", name);
        }

        if (stands.Received + amount < 0)
        {
            throw new RuleBrokenException("Budgets.LessReceived", name, stands.Received, -amount);
        }

        await ledger.ReceiveAsync(envelopeId, name, amount, on, actor, reason, cancellation);
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.Received", new Subject(envelope.Region, envelope.PlanId, envelope.ActionId), name, amount));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    });
}
