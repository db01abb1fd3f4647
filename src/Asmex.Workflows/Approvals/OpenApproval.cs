using Asmex.Workflows.Activities;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Approvals;

/// <summary>Opens a request: for money it names the levels by the policy and reserves the amount, or refuses when too little is left.</summary>
public sealed class OpenApproval(WorkflowsDbContext db, Policies policies, Ledger ledger, Calendar calendar, Notices notices) : IEffectHandler<OpenApprovalEffect>
{
    public async Task ApplyAsync(OpenApprovalEffect effect, EffectContext context, CancellationToken cancellation)
    {
        var task = await ReviewedAsync(effect, context, cancellation);
        var isMoney = effect.Kind == ApprovalKind.Budget;
        if (isMoney && effect.Amount is not > 0)
        {
            throw new RuleBrokenException("Approvals.NoAmount");
        }

        var policy = policies.Money;
        var envelope = isMoney ? await db.Set<Envelope>().AsNoTracking().SingleAsync(e => e.ActionId == context.ActionId, cancellation) : null;
        var working = await calendar.CurrentAsync(cancellation);
        var days = isMoney ? policy.WorkingDays : Math.Max(effect.WorkingDays, 1);
        var approval = new Approval(effect.ExecutionId, context.InstanceId, effect.ActivityId, context.Region!, effect.Kind, effect.Subject,
            isMoney ? policy.LevelsFor(effect.Amount!.Value) : [.. effect.By.Select(role => new ApprovalLevel(role))], context.Now)
        {
            PlanId = context.PlanId,
            ActionId = context.ActionId,
            TaskId = task?.Id,
            Amount = effect.Amount,
            EnvelopeId = envelope?.Id,
            Line = effect.Line,
            PolicyVersion = isMoney ? policy.Version : null,
            RequesterId = task?.CompletedById ?? context.Actor.PersonId,
            RequesterForId = task is null ? context.Actor.OnBehalfOf?.Id : task.CompletedForId,
            RequesterName = task?.CompletedBy ?? context.Actor.Name,
            Round = await db.Set<Approval>().CountAsync(a => a.InstanceId == context.InstanceId && a.ActivityId == effect.ActivityId, cancellation),
            DueOn = working.AddWorkingDays(Zone.DateOf(context.Now), days, context.Region),
        };
        db.Add(approval);
        if (envelope is not null)
        {
            await ledger.ReserveAsync(envelope.Id, new Draw(approval.Id, effect.Line ?? "", effect.Amount!.Value, task?.Id), context.Actor, cancellation);
        }

        await notices.ApprovalRequestedAsync(approval, cancellation);
    }

    private Task<PlanTask?> ReviewedAsync(OpenApprovalEffect effect, EffectContext context, CancellationToken cancellation)
    {
        var done = db.Set<PlanTask>().AsNoTracking().Where(t => t.InstanceId == context.InstanceId && t.Status == PlanTaskStatus.Done);

        // Without a name it is the task whose completion is being written in this transaction.
        return (effect.Of is { } of ? done.Where(t => t.ActivityId == of) : done.Where(t => t.CompletedAt == context.Now))
            .OrderByDescending(t => t.CompletedAt).ThenByDescending(t => t.Id).FirstOrDefaultAsync(cancellation);
    }
}
