using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Running.Operations;

/// <summary>Ends an instance and the children it waits for: their tasks, requests and invitations are withdrawn, their incidents closed.</summary>
public sealed class CancelInstance(WorkflowsDbContext db, Bursts bursts, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">It has ended.</exception>
    public Task RunAsync(string instanceId, string reason, Actor actor, CancellationToken cancellation) =>
        db.UntilCommittedAsync(() => CancelAsync(instanceId, reason, actor, cancellation));

    private async Task CancelAsync(string instanceId, string reason, Actor actor, CancellationToken cancellation)
    {
        actor.MustAdministrate();
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var instance = await new BurstWriter(db).LockRunningAsync(instanceId, cancellation);
        var now = clock.GetUtcNow();
        db.Record(instance, actor, now, "History.InstanceCancelled", instance.Name ?? instance.DefinitionId, reason);
        await bursts.CancelAsync(instanceId, actor, cancellation);
        await CloseIncidentsAsync(actor, now, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private async Task CloseIncidentsAsync(Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        var over = await db.Set<WorkflowIncident>().Where(i => i.ResolvedAt == null
            && db.Set<WorkflowInstance>().Any(w => w.Id == i.InstanceId && w.SubStatus == Engine.Execution.WorkflowSubStatus.Cancelled)).ToListAsync(cancellation);
        over.ForEach(i => i.Resolve("cancel", actor.Name, now));
    }
}
