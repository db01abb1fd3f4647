using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Outreach;

/// <summary>How many firms an action reached; a firm that was written to for several steps counts once.</summary>
/// <param name="Yes">Firms that agreed to something, whatever else they answered.</param>
public sealed record InvitationCount(int Invited, int Answered, int Yes)
{
    public static async Task<InvitationCount> OfActionAsync(WorkflowsDbContext db, Guid actionId, CancellationToken cancellation)
    {
        var firms = db.Set<Invitation>().Where(i => i.ActionId == actionId && i.State != InvitationState.Cancelled);
        return new InvitationCount(
            await firms.Select(i => i.FirmId).Distinct().CountAsync(cancellation),
            await firms.Where(i => i.Reply != null).Select(i => i.FirmId).Distinct().CountAsync(cancellation),
            await firms.Where(i => i.Reply == Reply.Yes).Select(i => i.FirmId).Distinct().CountAsync(cancellation));
    }
}
