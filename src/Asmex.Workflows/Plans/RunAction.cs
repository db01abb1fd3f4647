using System.Globalization;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Plans;

/// <summary>Ties an action to the workflow that the plan dispatches for it.</summary>
public sealed class RunAction(WorkflowsDbContext db) : IEffectHandler<DispatchEffect>
{
    public async Task ApplyAsync(DispatchEffect effect, EffectContext context, CancellationToken cancellation)
    {
        if (Guid.TryParse(effect.Input["actionId"]?.ToString(), out var id)
            && await db.Set<PlanAction>().SingleOrDefaultAsync(a => a.Id == id && a.PlanId == context.PlanId, cancellation) is { } action)
        {
            if (action.Status == PlanStatus.Abandoned)
            {
                effect.IsCalledOff = true;
                return;
            }

            // Since the plan was validated its day may have been moved: the action knows it.
            effect.Input["fixedDate"] = action.FixedDate?.ToString("O", CultureInfo.InvariantCulture);
            action.Run(Bursts.ChildOf(effect.ExecutionId));
            db.Add(HistoryEntry.Of(context.Actor, context.Now, "History.ActionStarted", new Subject(action.Region, action.PlanId, action.Id, InstanceId: action.InstanceId), action.Edition));
        }
    }
}
