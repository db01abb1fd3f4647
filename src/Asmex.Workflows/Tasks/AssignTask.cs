using Asmex.Workflows.Audit;
using Asmex.Workflows.Letters;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tasks;

/// <summary>Gives an open task to someone who may do it; anyone of its role claims it for oneself, a coordinator gives it to another.</summary>
public sealed class AssignTask(WorkflowsDbContext db, PeopleDirectory people, Notices notices, TimeProvider clock)
{
    public async Task RunAsync(Guid taskId, Guid personId, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var task = await db.Set<PlanTask>().SingleOrDefaultAsync(t => t.Id == taskId, cancellation);
        if (task is null || !actor.Sees(task.Region))
        {
            throw new NothingThereException("task");
        }

        if (personId != actor.PersonId && !actor.Is(Roles.Coordinator, task.Region) && task.AssigneeId != actor.PersonId)
        {
            throw new RuleBrokenException("Tasks.NotYours", task.Title);
        }

        var holder = (await people.HoldersAsync(task.AccountableRole, task.Region, cancellation)).FirstOrDefault(p => p.Id == personId)
            ?? throw new RuleBrokenException("Tasks.NotTheirRole", task.Title);
        task.Assign(holder.Id);
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.TaskAssigned", task.About(), task.Title, holder.Name));
        if (holder.Id != actor.PersonId)
        {
            await notices.TaskOpenedAsync(task, [holder], cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
