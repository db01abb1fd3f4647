using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Web.Pages.Tasks;

/// <summary>What a task made by hand may become part of, and whose it may be.</summary>
public sealed class TaskPlaces(WorkflowsDbContext db, ActionTypes types, PeopleDirectory people)
{
    /// <summary>The actions of a region that are not over, the next to start first.</summary>
    public async Task<IReadOnlyList<(Guid Id, Wording Name)>> ActionsAsync(string region, CancellationToken cancellation)
    {
        var live = await db.Set<PlanAction>().AsNoTracking().Where(a => a.Region == region && (a.Status == PlanStatus.Running || a.Status == PlanStatus.Draft || a.Status == PlanStatus.Submitted))
            .OrderBy(a => a.StartsOn).ThenBy(a => a.Id).ToListAsync(cancellation);
        var named = new List<(Guid, Wording)>();
        foreach (var action in live)
        {
            named.Add((action.Id, await types.NameAsync(action, cancellation)));
        }

        return named;
    }

    /// <summary>The roles that somebody holds in a region today.</summary>
    public async Task<IReadOnlyList<string>> RolesAsync(string region, CancellationToken cancellation)
    {
        var held = new List<string>();
        foreach (var role in Roles.OfAccounts.Where(r => r is not (Roles.Administrator or Roles.Auditor)))
        {
            if ((await people.HoldersAsync(role, region, cancellation)).Count > 0)
            {
                held.Add(role);
            }
        }

        return held;
    }
}
