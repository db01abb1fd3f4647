using Asmex.Workflows.Audit;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tasks;

/// <summary>How verbs take up a task that someone works on.</summary>
internal static class TaskAccess
{
    /// <exception cref="NothingThereException">There is no such task, or not for this person.</exception>
    public static async Task<PlanTask> TaskSeenAsync(this WorkflowsDbContext db, Guid taskId, Actor actor, CancellationToken cancellation) =>
        await db.Set<PlanTask>().SingleOrDefaultAsync(t => t.Id == taskId, cancellation) is { } task && (actor.Sees(task.Region) || task.IsFor(actor))
            ? task
            : throw new NothingThereException("task");

    /// <exception cref="NothingThereException">There is no such task, or not for this person or guest.</exception>
    /// <exception cref="RuleBrokenException">It is someone else's, done or cancelled.</exception>
    public static async Task<PlanTask> TaskToDoAsync(this WorkflowsDbContext db, Guid taskId, Actor actor, GuestLink? guest, CancellationToken cancellation)
    {
        var task = await db.Set<PlanTask>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == taskId, cancellation);
        if (task is null || (guest is null ? !actor.Sees(task.Region) && !task.IsFor(actor) : guest.TaskId != task.Id))
        {
            throw new NothingThereException("task");
        }

        if (guest is null && !task.IsFor(actor))
        {
            throw new RuleBrokenException("Tasks.NotYours", task.Title);
        }

        return task.IsOpen ? task : throw new RuleBrokenException("Tasks.NotOpen", task.Title);
    }

    /// <summary>A task made by hand, by who may change it.</summary>
    /// <exception cref="RuleBrokenException">It is a step of a workflow, someone else's to change, not open, or no longer as it was seen.</exception>
    public static async Task<PlanTask> MadeTaskAsync(this WorkflowsDbContext db, TaskSeen seen, Actor actor, CancellationToken cancellation)
    {
        var task = await db.TaskSeenAsync(seen.Id, actor, cancellation);
        await db.MustBeAsSeenAsync(task, seen.Version, cancellation);
        var broken = !task.IsByHand ? "Tasks.NotByHand" : !task.IsMadeBy(actor) ? "Tasks.NotYoursToChange" : !task.IsOpen ? "Tasks.NotOpen" : null;
        return broken is null ? task : throw new RuleBrokenException(broken, task.Title);
    }

    /// <summary>Runs an act on a task; when somebody was quicker, says who did what.</summary>
    public static async Task OrSayWhoWasQuickerAsync(this WorkflowsDbContext db, Guid taskId, Func<Task> act, CancellationToken cancellation)
    {
        try
        {
            await db.UntilCommittedAsync(act);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            throw await db.ChangedMeanwhileAsync(await db.Set<PlanTask>().AsNoTracking().SingleAsync(t => t.Id == taskId, cancellation), cancellation);
        }
    }

    /// <summary>Runs an act on several tasks in one transaction. What changed since it was seen is left out and said; anything else that stands against one of them keeps all from happening.</summary>
    /// <returns>Who changed what of those that were left out.</returns>
    /// <exception cref="RuleBrokenException">All of them have changed, or the act refuses one; nothing was written.</exception>
    public static Task<IReadOnlyList<RuleBrokenException>> TogetherAsync(
        this WorkflowsDbContext db, IReadOnlyCollection<TaskSeen> tasks, Actor actor, Func<PlanTask, Task> act, CancellationToken cancellation) => db.UntilCommittedAsync(async () =>
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await db.HoldAllAsync<PlanTask>([.. tasks.Select(t => t.Id)], cancellation);
        var changed = new List<RuleBrokenException>();
        foreach (var (id, version) in tasks)
        {
            var task = await db.TaskSeenAsync(id, actor, cancellation);
            if (version is { } seen && seen != task.Version)
            {
                changed.Add(await db.ChangedMeanwhileAsync(task, cancellation));
            }
            else
            {
                await act(task);
            }
        }

        if (changed.Count == tasks.Count)
        {
            throw changed[0];
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return (IReadOnlyList<RuleBrokenException>)changed;
    });

    /// <exception cref="RuleBrokenException">The task is no longer as the page showed it: who changed what is said.</exception>
    public static async Task MustBeAsSeenAsync(this WorkflowsDbContext db, PlanTask task, int? seenVersion, CancellationToken cancellation)
    {
        if (seenVersion is { } seen && seen != task.Version)
        {
            throw await db.ChangedMeanwhileAsync(task, cancellation);
        }
    }

    private static async Task<RuleBrokenException> ChangedMeanwhileAsync(this WorkflowsDbContext db, PlanTask now, CancellationToken cancellation)
    {
        if (now.Status == PlanTaskStatus.Done)
        {
            return new RuleBrokenException("Tasks.AlreadyDone", now.Title, now.CompletedBy!, now.CompletedAt!.Value);
        }

        var last = now.DraftSavedAt is { } saved && await db.Set<HistoryEntry>().AllAsync(e => e.TaskId != now.Id || e.At <= saved, cancellation) ? null : await db.Set<HistoryEntry>().AsNoTracking().Where(e => e.TaskId == now.Id).OrderByDescending(e => e.Id).FirstOrDefaultAsync(cancellation);
        return last is null
            ? now.DraftSavedBy is { } by ? new RuleBrokenException("Tasks.DraftBy", now.Title, by, now.DraftSavedAt!.Value) : new RuleBrokenException("Tasks.Changed", now.Title)
            : new RuleBrokenException("Tasks.ChangedBy", now.Title, last.ActorName, new Wording(last.In(Languages.French), last.In(Languages.Arabic), last.In(Languages.English)), last.At);
    }
}
