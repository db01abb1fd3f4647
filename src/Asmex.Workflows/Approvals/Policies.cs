using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Approvals;

/// <summary>The policy in force: the newest of those published here and the one that came with the program.</summary>
public sealed class Policies(WorkflowsDbContext db, PolicyFile file)
{
    public async Task<ApprovalPolicy> InForceAsync(CancellationToken cancellation)
    {
        var shipped = file.Policy;
        var published = await db.Set<PolicyVersion>().AsNoTracking().Where(p => p.Number > shipped.Version).OrderByDescending(p => p.Number).FirstOrDefaultAsync(cancellation);
        return published?.Policy ?? shipped;
    }
}
