using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Running;

/// <summary>Removes instances that ended longer ago than the settings keep them, with their journal and incidents, batch by batch in transactions of their own.</summary>
public sealed class RemoveOldInstances(WorkflowsDbContext db, IOptions<RunningOptions> options, TimeProvider clock)
{
    /// <returns>How many instances were removed.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var removed = 0;
        foreach (var state in new[] { WorkflowSubStatus.Finished, WorkflowSubStatus.Cancelled, WorkflowSubStatus.Faulted })
        {
            if (options.Value.Retention.Of(state) is { } kept)
            {
                removed += await RemoveAsync(state, clock.GetUtcNow() - kept, cancellation);
            }
        }

        return removed;
    }

    private async Task<int> RemoveAsync(WorkflowSubStatus state, DateTimeOffset before, CancellationToken cancellation)
    {
        var removed = 0;
        foreach (var batch in (await Old(state, before).Select(i => i.Id).ToListAsync(cancellation)).Chunk(options.Value.Retention.Batch))
        {
            removed += await db.UntilCommittedAsync(() => RemoveAsync(Old(state, before).Where(i => batch.Contains(i.Id)), batch, cancellation));
        }

        return removed;
    }

    private async Task<int> RemoveAsync(IQueryable<WorkflowInstance> instances, string[] ids, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);

        // First the instances, with the question whether they are still old: one that was taken up again meanwhile keeps its journal.
        var removed = await instances.ExecuteDeleteAsync(cancellation);
        await db.Set<JournalEntry>().Where(e => ids.Contains(e.InstanceId) && !db.Set<WorkflowInstance>().Any(i => i.Id == e.InstanceId)).ExecuteDeleteAsync(cancellation);
        await db.Set<WorkflowIncident>().Where(e => ids.Contains(e.InstanceId) && !db.Set<WorkflowInstance>().Any(i => i.Id == e.InstanceId)).ExecuteDeleteAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return removed;
    }

    private IQueryable<WorkflowInstance> Old(WorkflowSubStatus state, DateTimeOffset before) =>
        db.Set<WorkflowInstance>().Where(i => i.SubStatus == state && i.FinishedAt < before
            && !db.Set<WorkflowIncident>().Any(e => e.InstanceId == i.Id && e.ResolvedAt == null));
}
