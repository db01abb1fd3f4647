using Asmex.Workflows.Firms;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Needs;

/// <summary>Needs that are not closed lie in the region that keeps their firm, or nobody could work on them. What was closed stays where it was counted.</summary>
internal static class OpenNeeds
{
    /// <summary>After a firm was saved in what may be another region.</summary>
    public static Task OpenNeedsFollowAsync(this WorkflowsDbContext db, Firm firm, CancellationToken cancellation)
    {
        var (id, region) = (firm.Id, firm.Region);
        return db.Set<Need>().Where(n => n.FirmId == id && n.Region != region && n.State != NeedState.Closed)
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.Region, region).SetProperty(n => n.Version, n => n.Version + 1), cancellation);
    }
}
