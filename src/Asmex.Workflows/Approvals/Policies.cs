using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Approvals;

/// <summary>The policy in force: the newest of those published here and taken in from the program's file; before the first start the file itself.</summary>
public sealed class Policies(WorkflowsDbContext db, PolicyFile file)
{
    public async Task<ApprovalPolicy> InForceAsync(CancellationToken cancellation) =>
        (await db.Set<PolicyVersion>().AsNoTracking().OrderByDescending(p => p.Number).FirstOrDefaultAsync(cancellation))?.Policy ?? file.Policy;
}
