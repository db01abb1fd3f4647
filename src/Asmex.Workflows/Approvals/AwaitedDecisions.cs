using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Approvals;

/// <summary>The requests that a person may decide now.</summary>
public static class AwaitedDecisions
{
    /// <summary>The first due first.</summary>
    public static async Task<IReadOnlyList<Approval>> DecisionsOfAsync(this WorkflowsDbContext db, Actor actor, CancellationToken cancellation)
    {
        var (all, regions) = (actor.SeesAllRegions, actor.Regions);
        var pending = await db.Set<Approval>().AsNoTracking().Where(a => a.Status == ApprovalStatus.Pending && (all || regions.Contains(a.Region))).OrderBy(a => a.DueOn).ThenBy(a => a.Id).ToListAsync(cancellation);
        return pending.FindAll(a => a.AwaitsDecisionOf(actor));
    }
}
