using Asmex.Workflows.Activities;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Approvals;

/// <summary>Cancels the request of a step that the workflow no longer waits for, and frees what it reserved.</summary>
public sealed class CancelApproval(WorkflowsDbContext db, SettleApproval settle) : IEffectHandler<BookmarkBurned>
{
    public async Task ApplyAsync(BookmarkBurned effect, EffectContext context, CancellationToken cancellation)
    {
        if (await db.Set<Approval>().Where(a => a.ExecutionId == effect.ExecutionId).Select(a => (Guid?)a.Id).SingleOrDefaultAsync(cancellation) is { } id)
        {
            await settle.WithdrawAsync(id, context.Actor, context.Now, cancellation);
        }
    }
}
