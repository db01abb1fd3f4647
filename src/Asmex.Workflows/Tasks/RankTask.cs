using Asmex.Workflows.Audit;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Tasks;

/// <summary>Says how pressing a task is.</summary>
public sealed class RankTask(WorkflowsDbContext db, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">It is someone else's or not open.</exception>
    public Task RunAsync(Guid taskId, TaskPriority priority, Actor actor, CancellationToken cancellation) => db.OrSayWhoWasQuickerAsync(taskId, async () =>
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var task = await db.TaskSeenAsync(taskId, actor, cancellation);
        if (!task.IsFor(actor) && !task.IsGivenBy(actor))
        {
            throw new RuleBrokenException("Tasks.NotYours", task.Title);
        }

        if (priority != task.Priority)
        {
            task.Rank(priority);
            var said = TextCatalog.Shared.Sentences["Priority." + priority];
            db.Add(HistoryEntry.Of(task.By(actor), clock.GetUtcNow(), "History.TaskRanked", task.About(), task.Title, said));
            await db.SaveChangesAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }, cancellation);
}
