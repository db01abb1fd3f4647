using Asmex.Workflows.Audit;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Tasks;

/// <summary>Says on which day to look at tasks again: that day, or the next on which the region works; without a day, takes the mark away.</summary>
public sealed class FollowUpTask(WorkflowsDbContext db, Calendar calendar, TimeProvider clock)
{
    /// <returns>Who changed what of those that were left out.</returns>
    /// <exception cref="RuleBrokenException">One is someone else's or not open, the day is past, or all have changed; nothing was written.</exception>
    public Task<IReadOnlyList<RuleBrokenException>> RunAsync(IReadOnlyCollection<TaskSeen> tasks, DateOnly? day, Actor actor, CancellationToken cancellation) =>
        db.TogetherAsync(tasks, actor, task => FollowUpAsync(task, day, actor, cancellation), cancellation);

    private async Task FollowUpAsync(PlanTask task, DateOnly? day, Actor actor, CancellationToken cancellation)
    {
        if (!task.IsFor(actor) && !task.IsGivenBy(actor))
        {
            throw new RuleBrokenException("Tasks.NotYours", task.Title);
        }

        var (now, today) = (clock.GetUtcNow(), Zone.Today(clock));
        var on = day is { } wanted && wanted >= today ? (await calendar.CurrentAsync(cancellation)).AddWorkingDays(wanted, 0, task.Region) : day;
        task.FollowUp(on, today);
        db.Add(on is { } said
            ? HistoryEntry.Of(task.By(actor), now, "History.TaskFollowUp", task.About(), task.Title, said)
            : HistoryEntry.Of(task.By(actor), now, "History.TaskNoFollowUp", task.About(), task.Title));
    }
}
