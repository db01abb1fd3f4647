using Asmex.Workflows.Plans;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Web.Pages.Tasks;

/// <summary>What people call the plans and actions that their work belongs to.</summary>
public sealed class WorkNames(WorkflowsDbContext db, ActionTypes types)
{
    /// <summary>By the id of the action, or of the plan for what belongs to no action.</summary>
    public async Task<IReadOnlyDictionary<Guid, Wording>> OfAsync(IEnumerable<(Guid? Plan, Guid? Action)> work, CancellationToken cancellation)
    {
        var all = work.ToHashSet();
        var actionIds = all.Select(w => w.Action).OfType<Guid>().Distinct().ToList();
        var planIds = all.Where(w => w.Action is null).Select(w => w.Plan).OfType<Guid>().Distinct().ToList();
        var names = new Dictionary<Guid, Wording>();
        foreach (var action in actionIds.Count == 0 ? [] : await db.Set<PlanAction>().AsNoTracking().Where(a => actionIds.Contains(a.Id)).ToListAsync(cancellation))
        {
            names[action.Id] = await types.NameAsync(action, cancellation);
        }

        foreach (var plan in planIds.Count == 0 ? [] : await db.Set<Plan>().Where(p => planIds.Contains(p.Id)).Select(p => new { p.Id, p.Year }).ToListAsync(cancellation))
        {
            names[plan.Id] = new Wording($"Plan {plan.Year}", $"مخطط {plan.Year}", $"Plan {plan.Year}");
        }

        return names;
    }

    public async Task<Wording?> OneAsync(Guid? planId, Guid? actionId, CancellationToken cancellation) =>
        (await OfAsync([(planId, actionId)], cancellation)).Values.FirstOrDefault();
}
