using Asmex.Workflows.Activities;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Approvals;

/// <summary>Opens a request: for money it names the levels by the policy and reserves the amount, or refuses when too little is left.</summary>
public sealed class OpenApproval(WorkflowsDbContext db, Policies policies, Ledger ledger, Calendar calendar, ReminderPolicies reminders, Notices notices, PeopleDirectory people) : IEffectHandler<OpenApprovalEffect>
{
    private static readonly Wording _asked = new("La demande a été faite", "تقديم الطلب", "The request was made");

    public async Task ApplyAsync(OpenApprovalEffect effect, EffectContext context, CancellationToken cancellation)
    {
        var task = await ReviewedAsync(effect, context, cancellation);
        var isMoney = effect.Kind == ApprovalKind.Budget;

        // A sum in an expression may have more decimals than money has; the ledger counts with what the request says.
        decimal? amount = effect.Amount is { } computed ? decimal.Round(computed, 2, MidpointRounding.AwayFromZero) : null;
        if (isMoney && amount is not > 0)
        {
            throw new RuleBrokenException("Approvals.NoAmount");
        }

        var policy = await policies.InForceAsync(cancellation);
        var envelope = isMoney ? await EnvelopeAsync(context, cancellation) : null;
        var working = await calendar.HoldAsync(cancellation);
        var asked = new Request(effect.Kind, amount ?? 0, context.Region!, await db.Set<PlanAction>().Where(a => a.Id == context.ActionId).Select(a => a.Type).SingleOrDefaultAsync(cancellation));
        var rule = isMoney ? policy.MustDecide(asked) : amount is null ? null : policy.RuleFor(asked);
        var days = isMoney ? policy.DaysFor(rule!) : Math.Max(effect.WorkingDays, 1);
        var before = await BeforeAsync(effect, context, cancellation);
        var count = new DateRule(Zone.DateOf(context.Now), days, context.Region, _asked);
        var (higher, escalation) = isMoney ? policy.HigherThan(rule!, count) : (null, null);
        var (requester, requesterFor) = (task is null ? context.Actor.PersonId : task.CompletedById, task is null ? context.Actor.OnBehalfOf?.Id : task.CompletedForId);
        var levels = await people.AskedAsync([.. isMoney ? [] : effect.By.Select(role => new ApprovalLevel(role)), .. rule?.Levels ?? []], context.Region!, [requester, requesterFor], Zone.DateOf(context.Now), cancellation);
        var approval = new Approval(effect.ExecutionId, context.InstanceId, effect.ActivityId, context.Region!, effect.Kind, effect.Subject,
            levels, context.Now)
        {
            PlanId = context.PlanId,
            ActionId = context.ActionId,
            TaskId = task?.Id,
            Amount = isMoney ? amount : null,
            EnvelopeId = envelope?.Id,
            Line = effect.Line,
            PolicyVersion = rule is null ? null : policy.Version,
            RequesterId = requester,
            RequesterForId = requesterFor,
            RequesterName = task?.CompletedBy ?? context.Actor.Name,
            Round = before is null ? 0 : before.Round + 1,
            DueOn = working.DueOn(count),
            Due = count,
            CalendarVersion = working.Version,
            EscalateOn = escalation is null ? null : working.DueOn(escalation),
            Escalation = escalation,
            EscalateTo = higher,
        };
        approval.KeepOf(before, policy, context.Now);

        db.Add(approval);
        db.PlanReminders(approval, effect.Reminders ?? reminders.Of(approval.Kind), working);
        if (envelope is not null)
        {
            await ledger.ReserveAsync(envelope.Id, new Draw(approval.Id, effect.Line ?? "", amount!.Value, task?.Id), context.Actor, cancellation);
        }

        await notices.ApprovalRequestedAsync(approval, cancellation);
    }

    // A plan's own step draws on what the plan keeps undivided.
    private async Task<Envelope> EnvelopeAsync(EffectContext context, CancellationToken cancellation) =>
        await db.Set<Envelope>().AsNoTracking().SingleOrDefaultAsync(e => e.PlanId == context.PlanId && e.ActionId == context.ActionId, cancellation)
            ?? throw new RuleBrokenException("Approvals.NoEnvelope");

    private Task<Approval?> BeforeAsync(OpenApprovalEffect effect, EffectContext context, CancellationToken cancellation) =>
        db.Set<Approval>().AsNoTracking().Where(a => a.InstanceId == context.InstanceId && a.ActivityId == effect.ActivityId)
            .OrderByDescending(a => a.Round).FirstOrDefaultAsync(cancellation);

    private Task<PlanTask?> ReviewedAsync(OpenApprovalEffect effect, EffectContext context, CancellationToken cancellation)
    {
        var done = db.Set<PlanTask>().AsNoTracking().Where(t => t.InstanceId == context.InstanceId && t.Status == PlanTaskStatus.Done);

        // Without a name it is the last that was done: an approval or a timer between it and this step asks for nothing.
        return (effect.Of is { } of ? done.Where(t => t.ActivityId == of) : done)
            .OrderByDescending(t => t.CompletedAt).ThenByDescending(t => t.Id).FirstOrDefaultAsync(cancellation);
    }
}
