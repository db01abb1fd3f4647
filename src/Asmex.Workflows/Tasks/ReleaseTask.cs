using Asmex.Workflows.Audit;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Tasks;

/// <summary>Leaves a task to whoever of its role takes it next.</summary>
public sealed class ReleaseTask(WorkflowsDbContext db, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">It is someone else's, nobody's or not open.</exception>
    public Task RunAsync(TaskSeen seen, Actor actor, CancellationToken cancellation) => db.OrSayWhoWasQuickerAsync(seen.Id, async () =>
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var task = await db.TaskSeenAsync(seen.Id, actor, cancellation);
        await db.MustBeAsSeenAsync(task, seen.Version, cancellation);
        if (!task.IsGivenBy(actor))
        {
            throw new RuleBrokenException("Tasks.NotYours", task.Title);
        }

        task.Assign(null);
        db.Add(HistoryEntry.Of(task.By(actor), clock.GetUtcNow(), "History.TaskReleased", task.About(), task.Title));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }, cancellation);
}
