using Asmex.Workflows.Approvals;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Budgets;

/// <summary>Asks for more on a commitment that does not suffice: a request of its own, decided by those whom the whole amount needs.</summary>
public sealed class RequestSupplement(WorkflowsDbContext db, Policies policies, Ledger ledger, Calendar calendar, ReminderPolicies reminders, Notices notices, PeopleDirectory people, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">No reason, one is pending, less is left on the envelope, or not of this person.</exception>
    public Task<Guid> RunAsync(Guid commitmentId, decimal amount, string? reason, Actor actor, CancellationToken cancellation) => db.UntilCommittedAsync(async () =>
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await db.HoldAsync<Commitment>(commitmentId, cancellation);
        var (commitment, envelope) = await db.CommitmentForAsync(commitmentId, actor, cancellation);
        actor.MustBookExpenses(envelope.Region);
        BudgetRights.Positive(amount);
        var why = BudgetRights.Needed(reason);
        await MustGoOnAsync(envelope, cancellation);
        if (await db.Set<Approval>().AnyAsync(a => a.CommitmentId == commitmentId && a.Status == ApprovalStatus.Pending, cancellation))
        {
            throw new RuleBrokenException("Budgets.SupplementPending", commitment.Purpose);
        }

        var approval = await OpenAsync(commitment, envelope, amount, actor, cancellation);
        db.Add(approval);
        db.PlanReminders(approval, reminders.Of(approval.Kind), await calendar.HoldAsync(cancellation));
        await ledger.ReserveAsync(envelope.Id, new Draw(approval.Id, commitment.Line, amount, Reason: why), actor, cancellation);
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.SupplementAsked", approval.About(), amount, commitment.Purpose, why));
        await notices.ApprovalRequestedAsync(approval, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return approval.Id;
    });

    private async Task MustGoOnAsync(Envelope envelope, CancellationToken cancellation)
    {
        var status = envelope.ActionId is { } action
            ? await db.Set<PlanAction>().Where(a => a.Id == action).Select(a => (PlanStatus?)a.Status).SingleOrDefaultAsync(cancellation)
            : await db.Set<Plan>().Where(p => p.Id == envelope.PlanId).Select(p => (PlanStatus?)p.Status).SingleOrDefaultAsync(cancellation);
        if (status is PlanStatus.Closed or PlanStatus.Abandoned)
        {
            throw new RuleBrokenException("Budgets.WorkOver", envelope.Code);
        }
    }

    // The whole amount decides who must agree: a sum cannot be cut into pieces that nobody great would see.
    private async Task<Approval> OpenAsync(Commitment commitment, Envelope envelope, decimal amount, Actor actor, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var policy = await policies.InForceAsync(cancellation);
        var type = await db.Set<PlanAction>().Where(a => a.Id == envelope.ActionId).Select(a => a.Type).SingleOrDefaultAsync(cancellation);
        var rule = policy.MustDecide(new Request(ApprovalKind.Budget, commitment.Amount + amount, envelope.Region, type));
        var working = await calendar.HoldAsync(cancellation);
        var count = new DateRule(Zone.DateOf(now), policy.DaysFor(rule), envelope.Region);
        var (higher, escalation) = policy.HigherThan(rule, count);
        var before = await db.Set<Approval>().AsNoTracking().Where(a => a.CommitmentId == commitment.Id).OrderByDescending(a => a.OpenedAt).ThenByDescending(a => a.Id).FirstOrDefaultAsync(cancellation);
        var asked = new Wording(Named(Languages.French), Named(Languages.Arabic), Named(Languages.English));
        var lender = actor.LenderOf(envelope.Region);
        var levels = await people.AskedAsync(rule.Levels, envelope.Region, [actor.PersonId, lender], Zone.DateOf(now), cancellation);
        var approval = new Approval(null, null, "supplement", envelope.Region, ApprovalKind.Budget, asked, levels, now)
        {
            PlanId = envelope.PlanId,
            ActionId = envelope.ActionId,
            Amount = amount,
            EnvelopeId = envelope.Id,
            Line = commitment.Line,
            CommitmentId = commitment.Id,
            PolicyVersion = policy.Version,
            RequesterId = actor.PersonId,
            RequesterForId = lender,
            RequesterName = actor.Name,
            Round = before is null or { Status: ApprovalStatus.Approved } ? 0 : before.Round + 1,
            DueOn = working.DueOn(count),
            Due = count,
            CalendarVersion = working.Version,
            EscalateOn = escalation is null ? null : working.DueOn(escalation),
            Escalation = escalation,
            EscalateTo = higher,
        };
        approval.KeepOf(before, policy, now);
        return approval;

        string Named(string language) => TextCatalog.Shared.Say(language, "Budgets.Supplement", commitment.Purpose);
    }
}
