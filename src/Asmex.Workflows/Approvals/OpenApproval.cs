using Asmex.Workflows.Activities;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Approvals;

/// <summary>Opens a request: for money it names the levels by the policy and reserves the amount, or refuses when too little is left.</summary>
public sealed class OpenApproval(WorkflowsDbContext db, Policies policies, Ledger ledger, Calendar calendar, ReminderPolicies reminders, Notices notices) : IEffectHandler<OpenApprovalEffect>
{
    private static readonly Wording _asked = new("La demande a été faite", "تقديم الطلب", "The request was made");

    public async Task ApplyAsync(OpenApprovalEffect effect, EffectContext context, CancellationToken cancellation)
    {
        var task = await ReviewedAsync(effect, context, cancellation);
        var isMoney = effect.Kind == ApprovalKind.Budget;
        if (isMoney && effect.Amount is not > 0)
        {
            throw new RuleBrokenException("Approvals.NoAmount");
        }

        var policy = await policies.InForceAsync(cancellation);
        var envelope = isMoney ? await db.Set<Envelope>().AsNoTracking().SingleAsync(e => e.ActionId == context.ActionId, cancellation) : null;
        var working = await calendar.CurrentAsync(cancellation);
        var asked = new Request(effect.Kind, effect.Amount ?? 0, context.Region!, await db.Set<PlanAction>().Where(a => a.Id == context.ActionId).Select(a => a.Type).SingleOrDefaultAsync(cancellation));
        var rule = isMoney ? policy.MustDecide(asked) : effect.Amount is null ? null : policy.RuleFor(asked);
        var days = isMoney ? policy.DaysFor(rule!) : Math.Max(effect.WorkingDays, 1);
        var before = await BeforeAsync(effect, context, cancellation);
        var count = new DateRule(Zone.DateOf(context.Now), days, context.Region, _asked);
        var escalation = isMoney && policy.EscalateAfter is { } after ? count with { WorkingDays = after } : null;
        var approval = new Approval(effect.ExecutionId, context.InstanceId, effect.ActivityId, context.Region!, effect.Kind, effect.Subject,
            isMoney ? rule!.Levels : [.. effect.By.Select(role => new ApprovalLevel(role)), .. rule?.Levels ?? []], context.Now)
        {
            PlanId = context.PlanId,
            ActionId = context.ActionId,
            TaskId = task?.Id,
            Amount = isMoney ? effect.Amount : null,
            EnvelopeId = envelope?.Id,
            Line = effect.Line,
            PolicyVersion = rule is null ? null : policy.Version,
            RequesterId = task?.CompletedById ?? context.Actor.PersonId,
            RequesterForId = task is null ? context.Actor.OnBehalfOf?.Id : task.CompletedForId,
            RequesterName = task?.CompletedBy ?? context.Actor.Name,
            Round = before is null ? 0 : before.Round + 1,
            DueOn = working.DueOn(count),
            Due = count,
            CalendarVersion = working.Version,
            EscalateOn = escalation is null ? null : working.DueOn(escalation),
            Escalation = escalation,
            EscalateTo = isMoney ? policy.EscalateTo : null,
        };
        if (isMoney && before is { Status: ApprovalStatus.SentBack } && policy.KeepUpTo is { } percent && effect.Amount <= before.Amount * (100 + percent) / 100)
        {
            approval.Keep(before, context.Now);
        }

        db.Add(approval);
        db.PlanReminders(approval, effect.Reminders ?? reminders.Of(approval.Kind), working);
        if (envelope is not null)
        {
            await ledger.ReserveAsync(envelope.Id, new Draw(approval.Id, effect.Line ?? "", effect.Amount!.Value, task?.Id), context.Actor, cancellation);
        }

        await notices.ApprovalRequestedAsync(approval, cancellation);
    }

    private Task<Approval?> BeforeAsync(OpenApprovalEffect effect, EffectContext context, CancellationToken cancellation) =>
        db.Set<Approval>().AsNoTracking().Where(a => a.InstanceId == context.InstanceId && a.ActivityId == effect.ActivityId)
            .OrderByDescending(a => a.Round).FirstOrDefaultAsync(cancellation);

    private Task<PlanTask?> ReviewedAsync(OpenApprovalEffect effect, EffectContext context, CancellationToken cancellation)
    {
        var done = db.Set<PlanTask>().AsNoTracking().Where(t => t.InstanceId == context.InstanceId && t.Status == PlanTaskStatus.Done);

        // Without a name it is the task whose completion is being written in this transaction.
        return (effect.Of is { } of ? done.Where(t => t.ActivityId == of) : done.Where(t => t.CompletedAt == context.Now))
            .OrderByDescending(t => t.CompletedAt).ThenByDescending(t => t.Id).FirstOrDefaultAsync(cancellation);
    }
}
