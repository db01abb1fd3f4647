using Asmex.Workflows.Activities;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Plans;

/// <summary>An action or plan whose workflow was ended by a person is abandoned: what was committed and not spent is freed.</summary>
public sealed class AbandonCancelled(WorkflowsDbContext db, IEffectHandler<CloseActionEffect> closeAction, IEffectHandler<ClosePlanEffect> closePlan) : IEffectHandler<WorkflowCancelled>
{
    public async Task ApplyAsync(WorkflowCancelled effect, EffectContext context, CancellationToken cancellation)
    {
        if (await db.Set<PlanAction>().AnyAsync(a => a.Id == context.ActionId && a.InstanceId == context.InstanceId, cancellation))
        {
            await closeAction.ApplyAsync(new CloseActionEffect(effect.ExecutionId, PlanStatus.Abandoned, null), context, cancellation);
        }
        else if (await db.Set<Plan>().AnyAsync(p => p.Id == context.PlanId && p.InstanceId == context.InstanceId, cancellation))
        {
            await closePlan.ApplyAsync(new ClosePlanEffect(effect.ExecutionId, PlanStatus.Abandoned, null), context, cancellation);
        }
    }
}
