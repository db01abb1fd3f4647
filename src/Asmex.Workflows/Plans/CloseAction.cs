using Asmex.Workflows.Activities;
using Asmex.Workflows.Approvals;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Plans;

/// <summary>Closes an action: keeps its figures and frees what was committed and not spent.</summary>
public sealed class CloseAction(WorkflowsDbContext db, Ledger ledger, SettleApproval settle, HandMadeTasks handMade, Notices notices) : IEffectHandler<CloseActionEffect>
{
    public async Task ApplyAsync(CloseActionEffect effect, EffectContext context, CancellationToken cancellation)
    {
        if (await db.Set<PlanAction>().SingleOrDefaultAsync(a => a.Id == context.ActionId, cancellation) is not { } action)
        {
            return;
        }

        action.Close(effect.How, effect.Indicators?.ToJsonString(), context.Now);
        await CancelSupplementsAsync(action.Id, context, cancellation);
        var open = await db.Set<Commitment>().AsNoTracking().Where(c => c.Left > 0)
            .Join(db.Set<Envelope>().Where(e => e.ActionId == action.Id), c => c.EnvelopeId, e => e.Id, (c, e) => c).ToListAsync(cancellation);
        foreach (var commitment in open)
        {
            await ledger.ReleaseAsync(commitment.EnvelopeId, new Draw(commitment.Id, commitment.Line, commitment.Left), context.Actor, cancellation);
        }

        if (effect.How == PlanStatus.Abandoned)
        {
            await handMade.CancelAsync(t => t.ActionId == action.Id, cancellation);
            await GiveBackAsync(action, context, cancellation);
        }

        db.Add(HistoryEntry.Of(context.Actor, context.Now, effect.How == PlanStatus.Closed ? "History.ActionClosed" : "History.ActionAbandoned",
            new Subject(action.Region, action.PlanId, action.Id, InstanceId: context.InstanceId), action.Edition));
        await notices.ActionClosedAsync(action, cancellation);
        if (action.AddedAt is not null)
        {
            await ClosePlanAsync(action, context, cancellation);
        }
    }

    // What it will not need is the plan's again, to be divided anew.
    private async Task GiveBackAsync(PlanAction action, EffectContext context, CancellationToken cancellation)
    {
        var envelopes = await db.Set<Envelope>().AsNoTracking().Where(e => e.PlanId == action.PlanId && (e.ActionId == null || e.ActionId == action.Id)).ToListAsync(cancellation);
        if (envelopes.Find(e => e.ActionId == action.Id) is { Left: > 0 } own && envelopes.Find(e => e.ActionId is null) is { } undivided)
        {
            await ledger.TransferAsync(own.Id, undivided.Id, own.Left, context.Actor, action.Edition, cancellation);
        }
    }

    // No step of the workflow waits for them: approved later, they would commit money on an action that is over.
    private async Task CancelSupplementsAsync(Guid actionId, EffectContext context, CancellationToken cancellation)
    {
        foreach (var id in await db.Set<Approval>().Where(a => a.ActionId == actionId && a.ExecutionId == null && a.Status == ApprovalStatus.Pending).OrderBy(a => a.Id).Select(a => a.Id).ToListAsync(cancellation))
        {
            await settle.WithdrawAsync(id, context.Actor, context.Now, cancellation);
        }
    }

    // A plan that waits only for actions added to it closes with the last; of two that end at once the second must see the first.
    private async Task ClosePlanAsync(PlanAction last, EffectContext context, CancellationToken cancellation)
    {
        await db.HoldAsync<Plan>(last.PlanId, cancellation);
        var plan = await db.Set<Plan>().Include(p => p.Actions).SingleAsync(p => p.Id == last.PlanId, cancellation);
        if (plan is { IsLive: true, ClosesWithActions: true } && !await db.Set<PlanAction>().AnyAsync(a => a.PlanId == plan.Id && a.Id != last.Id && a.AddedAt != null && (a.Status == PlanStatus.Draft || a.Status == PlanStatus.Running), cancellation))
        {
            plan.Close(PlanStatus.Closed, context.Now);
            db.Add(HistoryEntry.Of(context.Actor, context.Now, "History.PlanClosed", new Subject(plan.Region, plan.Id, InstanceId: plan.InstanceId), plan.Year));
            await notices.PlanClosedAsync(plan, cancellation);
        }
    }
}
