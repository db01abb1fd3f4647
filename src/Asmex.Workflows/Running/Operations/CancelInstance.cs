using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

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
        db.Record(instance, actor, clock.GetUtcNow(), "History.InstanceCancelled", instance.Name ?? instance.DefinitionId, reason);
        await bursts.CancelAsync(instanceId, actor, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
