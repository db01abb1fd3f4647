using Asmex.Workflows.Audit;
using Asmex.Workflows.Letters;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Tasks;

/// <summary>Gives open tasks to someone who may do them; anyone of its role claims one for oneself, its owner or a coordinator gives it to another.</summary>
public sealed class AssignTask(WorkflowsDbContext db, PeopleDirectory people, Notices notices, TimeProvider clock)
{
    /// <returns>Who changed what of those that were left out.</returns>
    /// <exception cref="RuleBrokenException">One of them is not this person's to give, not the other's to do, not open, or all have changed; nothing was written.</exception>
    public Task<IReadOnlyList<RuleBrokenException>> RunAsync(IReadOnlyCollection<TaskSeen> tasks, Guid personId, Actor actor, CancellationToken cancellation) =>
        db.TogetherAsync(tasks, actor, task => AssignAsync(task, personId, actor, cancellation), cancellation);

    private async Task AssignAsync(PlanTask task, Guid personId, Actor actor, CancellationToken cancellation)
    {
        if (!actor.ActsAs(personId) && !task.IsGivenBy(actor))
        {
            throw new RuleBrokenException("Tasks.NotYours", task.Title);
        }

        var holder = (await people.HoldersAsync(task.AccountableRole, task.Region, cancellation)).FirstOrDefault(p => p.Id == personId)
            ?? throw new RuleBrokenException("Tasks.NotTheirRole", task.Title);
        var isNew = task.AssigneeId != holder.Id;
        task.Assign(holder.Id);
        db.Add(HistoryEntry.Of(task.By(actor), clock.GetUtcNow(), "History.TaskAssigned", task.About(), task.Title, holder.Name));
        if (isNew && holder.Id != actor.PersonId)
        {
            // Also who heard of it when it opened, as one of many, must hear that it is theirs.
            await notices.TaskOpenedAsync(task, [holder], cancellation, $"task-assigned:{task.Id:N}:{task.Version}");
        }
    }
}

/// <summary>A task as somebody saw it.</summary>
/// <param name="Version">The version the page showed; absent for callers that did not look.</param>
public readonly record struct TaskSeen(Guid Id, int? Version = null);
