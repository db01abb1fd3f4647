using System.Text.Json.Nodes;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Web.Pages.Plans;

/// <summary>Reads what lists say of plans: a fixed number of queries, however many plans there are.</summary>
public sealed class PlanLines(WorkflowsDbContext db, Definitions definitions, TimeProvider clock)
{
    public async Task<IReadOnlyList<PlanLine>> ReadAsync(IQueryable<Plan> chosen, CancellationToken cancellation)
    {
        var plans = await chosen.Include(p => p.Actions).Include(p => p.Objectives).AsNoTracking().ToListAsync(cancellation);
        var ids = plans.Select(p => p.Id).ToList();
        var today = Formats.Zone.Today(clock);
        var tasks = db.Set<PlanTask>().Where(t => t.PlanId != null && ids.Contains(t.PlanId.Value));
        var late = await tasks.Where(t => t.Status == PlanTaskStatus.Open && t.DueOn < today)
            .GroupBy(t => new { t.PlanId, t.ActionId }).Select(g => new { g.Key.PlanId, g.Key.ActionId, Count = g.Count() }).ToListAsync(cancellation);
        var done = (await tasks.Where(t => t.Status == PlanTaskStatus.Done && t.ActionId != null && t.ActivityId != null)
            .Select(t => new { t.ActionId, t.ActivityId }).Distinct().ToListAsync(cancellation)).ToLookup(t => t.ActionId!.Value, t => t.ActivityId!);
        var envelopes = await db.Set<Envelope>().AsNoTracking().Where(e => ids.Contains(e.PlanId)).ToListAsync(cancellation);
        var types = (await definitions.AllAsync(db, cancellation)).ToDictionary(d => d.DefinitionId, d => (Type: ActionType.Of(d), Steps: Steps(d.Source)));

        return [.. plans.Select(plan => new PlanLine(
            plan,
            [.. plan.Actions.OrderBy(a => a.StartsOn).ThenBy(a => a.Edition).Select(action => Line(action, done[action.Id]))],
            late.Where(l => l.PlanId == plan.Id).Sum(l => l.Count),
            Funds.Of(envelopes.Where(e => e.PlanId == plan.Id))))];

        ActionLine Line(PlanAction action, IEnumerable<string> doneSteps)
        {
            var (type, steps) = types.GetValueOrDefault(action.Type, (null, []));
            return new ActionLine(
                action, NameOf(type, action), doneSteps.Count(steps.Contains), steps.Count,
                late.Where(l => l.ActionId == action.Id).Sum(l => l.Count), Funds.Of(envelopes.Where(e => e.ActionId == action.Id)));
        }
    }

    private static Wording NameOf(ActionType? type, PlanAction action)
    {
        var title = type?.Title ?? new Wording(action.Type);
        return new Wording($"{title.Fr} · {action.Edition}", $"{title.In(Languages.Arabic)} · {action.Edition}", $"{title.In(Languages.English)} · {action.Edition}");
    }

    // The tasks that every run passes: one that only a refusal leads to is no part of the way.
    private static HashSet<string> Steps(JsonObject definition)
    {
        var root = definition["root"];
        var ways = root?["connections"]?.AsArray().ToLookup(c => (string?)c?["target"]?["activity"], c => (string?)c?["source"]?["port"]);
        return [.. (root?["activities"]?.AsArray() ?? []).Where(a => (string?)a?["type"] == "AsmexDelegateTask").Select(a => (string?)a!["id"] ?? "")
            .Where(id => ways is null || !ways[id].Any() || ways[id].Any(port => port is not ("Rejected" or "Expired" or "SentBack")))];
    }
}
