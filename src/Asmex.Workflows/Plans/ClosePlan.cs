using System.Text.Json;
using System.Text.Json.Nodes;
using Asmex.Workflows.Activities;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Plans;

/// <summary>Closes a plan with its report of targets against results.</summary>
public sealed class ClosePlan(WorkflowsDbContext db, HandMadeTasks handMade, Notices notices) : IEffectHandler<ClosePlanEffect>
{
    public async Task ApplyAsync(ClosePlanEffect effect, EffectContext context, CancellationToken cancellation)
    {
        var plan = await db.Set<Plan>().Include(p => p.Objectives).Include(p => p.Actions).SingleAsync(p => p.Id == context.PlanId, cancellation);
        if (effect.How == PlanStatus.Closed && plan.Actions.FirstOrDefault(a => a is { AddedAt: not null, Status: PlanStatus.Draft or PlanStatus.Running }) is { } added)
        {
            throw new RuleBrokenException("Changes.ActionsStillRun", added.Edition);
        }

        plan.ReportOn(effect.Report?["summary"]?.ToString(), Results(effect.Report));
        plan.Close(effect.How, context.Now);
        if (effect.How == PlanStatus.Abandoned)
        {
            foreach (var action in plan.Actions)
            {
                action.Close(PlanStatus.Abandoned, null, context.Now);
            }

            await handMade.CancelAsync(t => t.PlanId == plan.Id, cancellation);
        }

        db.Add(HistoryEntry.Of(context.Actor, context.Now, effect.How == PlanStatus.Closed ? "History.PlanClosed" : "History.PlanAbandoned",
            new Subject(plan.Region, plan.Id, InstanceId: plan.InstanceId), plan.Year));
        await notices.PlanClosedAsync(plan, cancellation);
    }

    // The report's task asks one number for each indicator, by its key.
    private static Dictionary<string, decimal> Results(JsonObject? report) =>
        report?.Where(field => field.Value?.GetValueKind() == JsonValueKind.Number).ToDictionary(field => field.Key, field => field.Value!.GetValue<decimal>()) ?? [];
}
