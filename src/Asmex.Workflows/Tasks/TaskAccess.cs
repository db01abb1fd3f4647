using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tasks;

/// <summary>How verbs take up a task that someone works on.</summary>
internal static class TaskAccess
{
    /// <exception cref="NothingThereException">There is no such task, or not for this person or guest.</exception>
    /// <exception cref="RuleBrokenException">It is someone else's, done or cancelled.</exception>
    public static async Task<PlanTask> TaskToDoAsync(this WorkflowsDbContext db, Guid taskId, Actor actor, GuestLink? guest, CancellationToken cancellation)
    {
        var task = await db.Set<PlanTask>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == taskId, cancellation);
        if (task is null || (guest is null ? !actor.Sees(task.Region) : guest.TaskId != task.Id))
        {
            throw new NothingThereException("task");
        }

        if (guest is null && !task.IsFor(actor))
        {
            throw new RuleBrokenException("Tasks.NotYours", task.Title);
        }

        return task.IsOpen ? task : throw new RuleBrokenException("Tasks.NotOpen", task.Title);
    }
}
