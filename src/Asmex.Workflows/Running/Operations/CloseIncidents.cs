using Asmex.Workflows.Activities;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Running.Operations;

/// <summary>What was cancelled waits for no repair, and for no answer that was kept for it.</summary>
public sealed class CloseIncidents(WorkflowsDbContext db) : IEffectHandler<WorkflowCancelled>
{
    public async Task ApplyAsync(WorkflowCancelled effect, EffectContext context, CancellationToken cancellation)
    {
        var open = await db.Set<WorkflowIncident>().Where(i => i.InstanceId == context.InstanceId && i.ResolvedAt == null).ToListAsync(cancellation);
        db.RemoveRange(await db.Set<KeptAnswer>().Where(k => k.InstanceId == context.InstanceId).ToListAsync(cancellation));
        open.ForEach(i => i.Resolve("cancel", context.Actor.Name, context.Now));
    }
}
