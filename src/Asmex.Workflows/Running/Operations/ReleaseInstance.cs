using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Running.Operations;

/// <summary>Lets an instance that was suspended go on; it gets what came for it meanwhile, and what fell due fires at the next sweep.</summary>
public sealed class ReleaseInstance(WorkflowsDbContext db, Bursts bursts, IEnumerable<IEffectHandler<WaitsAgain>> waitsAgain, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">Nobody holds it, it has ended, or it cannot be read.</exception>
    public Task RunAsync(string instanceId, Actor actor, CancellationToken cancellation) =>
        db.UntilCommittedAsync(() => ReleaseAsync(instanceId, actor, cancellation));

    private async Task ReleaseAsync(string instanceId, Actor actor, CancellationToken cancellation)
    {
        actor.MustAdministrate();
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var writer = new BurstWriter(db);
        var instance = await writer.LockRunningAsync(instanceId, cancellation);
        if (instance.HeldAt is null)
        {
            throw new RuleBrokenException("Running.NotHeld", instance.Name ?? instance.DefinitionId);
        }

        var now = clock.GetUtcNow();
        writer.Release(instance, await TimersAsync(instance, cancellation), now);
        db.Record(instance, actor, now, "History.InstanceReleased", instance.Name ?? instance.DefinitionId);
        foreach (var handler in waitsAgain)
        {
            await handler.ApplyAsync(new WaitsAgain(instance.Id), new EffectContext(instance.Id, instance.PlanId, instance.ActionId, instance.Region, now, actor), cancellation);
        }

        await bursts.DeliverKeptAsync(instanceId, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    // What an incident holds is not for the clock.
    private async Task<List<Bookmark>> TimersAsync(WorkflowInstance instance, CancellationToken cancellation)
    {
        if (instance.Bursts == 0)
        {
            return [];
        }

        var stopped = await db.Set<WorkflowIncident>().Where(i => i.InstanceId == instance.Id && i.ResolvedAt == null).Select(i => i.BookmarkId).ToListAsync(cancellation);
        return [.. instance.ReadState().Bookmarks.Where(b => b.DueAt is not null && !stopped.Contains(b.Id))];
    }
}
