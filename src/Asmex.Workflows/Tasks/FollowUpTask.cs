using Asmex.Workflows.Audit;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Tasks;

/// <summary>Says on which day to look at tasks again, all or none; without a day, takes the mark away.</summary>
public sealed class FollowUpTask(WorkflowsDbContext db, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">One is someone else's or not open, or the day is past; nothing was written.</exception>
    public Task RunAsync(IReadOnlyCollection<Guid> taskIds, DateOnly? day, Actor actor, CancellationToken cancellation) =>
        db.OrSayWhoWasQuickerAsync(taskIds.First(), () => FollowUpAsync(taskIds, day, actor, cancellation), cancellation);

    private async Task FollowUpAsync(IReadOnlyCollection<Guid> taskIds, DateOnly? day, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        foreach (var id in taskIds)
        {
            var task = await db.TaskSeenAsync(id, actor, cancellation);
            if (!task.IsFor(actor) && !task.IsGivenBy(actor))
            {
                throw new RuleBrokenException("Tasks.NotYours", task.Title);
            }

            task.FollowUp(day, Zone.Today(clock));
            db.Add(day is { } on
                ? HistoryEntry.Of(task.By(actor), clock.GetUtcNow(), "History.TaskFollowUp", task.About(), task.Title, on)
                : HistoryEntry.Of(task.By(actor), clock.GetUtcNow(), "History.TaskNoFollowUp", task.About(), task.Title));
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
