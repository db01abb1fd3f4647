using System.Text.Json;
using System.Text.Json.Nodes;
using Asmex.Workflows.Activities;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Plans;

/// <summary>Closes a plan with its report of targets against results.</summary>
public sealed class ClosePlan(WorkflowsDbContext db, Bursts bursts, HandMadeTasks handMade, Notices notices) : IEffectHandler<ClosePlanEffect>
{
    public async Task ApplyAsync(ClosePlanEffect effect, EffectContext context, CancellationToken cancellation)
    {
        await db.HoldAsync<Plan>(context.PlanId!.Value, cancellation);
        var plan = await db.Set<Plan>().Include(p => p.Objectives).Include(p => p.Actions).SingleAsync(p => p.Id == context.PlanId, cancellation);
        plan.ReportOn(effect.Report?["summary"]?.ToString(), Results(effect.Report));
        if (effect.How == PlanStatus.Closed && plan.AwaitsActions)
        {
            // The step that ends the plan's own way is answered all the same: its last action closes the plan.
            plan.CloseWithActions();
            db.Add(HistoryEntry.Of(context.Actor, context.Now, "History.PlanClosesWithActions", new Subject(plan.Region, plan.Id, InstanceId: plan.InstanceId), plan.Year));
            return;
        }

        plan.Close(effect.How, context.Now);
        if (effect.How == PlanStatus.Abandoned)
        {
            foreach (var action in plan.Actions)
            {
                action.Close(PlanStatus.Abandoned, null, context.Now);
            }

            await handMade.CancelAsync(t => t.PlanId == plan.Id, cancellation);
            await EndActionsAsync(plan, context, cancellation);
        }

        db.Add(HistoryEntry.Of(context.Actor, context.Now, effect.How == PlanStatus.Closed ? "History.PlanClosed" : "History.PlanAbandoned",
            new Subject(plan.Region, plan.Id, InstanceId: plan.InstanceId), plan.Year));
        if (effect.How == PlanStatus.Closed)
        {
            await notices.PlanClosedAsync(plan, cancellation);
        }
    }

    // Actions that were added run beside the plan's own workflow, which does not wait for them.
    private async Task EndActionsAsync(Plan plan, EffectContext context, CancellationToken cancellation)
    {
        var running = await db.Set<WorkflowInstance>().Where(i => i.PlanId == plan.Id && i.Id != context.InstanceId && i.Status == WorkflowStatus.Running).Select(i => i.Id).ToListAsync(cancellation);
        running.ForEach(id => bursts.CancelNext(id, context.Actor, cancellation));
    }

    // The report's task asks one number for each indicator, by its key.
    private static Dictionary<string, decimal> Results(JsonObject? report) =>
        report?.Where(field => field.Value?.GetValueKind() == JsonValueKind.Number).ToDictionary(field => field.Key, field => field.Value!.GetValue<decimal>()) ?? [];
}
