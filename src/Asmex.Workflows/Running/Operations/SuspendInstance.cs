using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Running.Operations;

/// <summary>Holds an instance: until it is released no answer is taken and no timer fires; what falls due meanwhile waits.</summary>
public sealed class SuspendInstance(WorkflowsDbContext db, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">It has ended, or somebody holds it already.</exception>
    public async Task RunAsync(string instanceId, Actor actor, CancellationToken cancellation)
    {
        actor.MustAdministrate();
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var writer = new BurstWriter(db);
        var instance = await writer.LockRunningAsync(instanceId, cancellation);
        if (instance.HeldAt is { } since)
        {
            throw new RuleBrokenException("Running.AlreadyHeld", instance.Name ?? instance.DefinitionId, instance.HeldBy!, since);
        }

        var now = clock.GetUtcNow();
        writer.Hold(instance, actor, now);
        db.Record(instance, actor, now, "History.InstanceSuspended", instance.Name ?? instance.DefinitionId);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
