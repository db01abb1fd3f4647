using Asmex.Workflows.Audit;
using Asmex.Workflows.Letters;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Tasks;

/// <summary>Gives open tasks to someone who may do them, all or none; anyone of its role claims one for oneself, its owner or a coordinator gives it to another.</summary>
public sealed class AssignTask(WorkflowsDbContext db, PeopleDirectory people, Notices notices, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">One of them is not this person's to give, not the other's to do, not open, or no longer as it was seen; nothing was written.</exception>
    public Task RunAsync(IReadOnlyCollection<TaskSeen> tasks, Guid personId, Actor actor, CancellationToken cancellation) =>
        db.OrSayWhoWasQuickerAsync(tasks.First().Id, () => AssignAsync(tasks, personId, actor, cancellation), cancellation);

    private async Task AssignAsync(IReadOnlyCollection<TaskSeen> tasks, Guid personId, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        foreach (var (id, version) in tasks)
        {
            var task = await db.TaskSeenAsync(id, actor, cancellation);
            await db.MustBeAsSeenAsync(task, version, cancellation);
            if (!actor.ActsAs(personId) && !task.IsGivenBy(actor))
            {
                throw new RuleBrokenException("Tasks.NotYours", task.Title);
            }

            var holder = (await people.HoldersAsync(task.AccountableRole, task.Region, cancellation)).FirstOrDefault(p => p.Id == personId)
                ?? throw new RuleBrokenException("Tasks.NotTheirRole", task.Title);
            task.Assign(holder.Id);
            db.Add(HistoryEntry.Of(task.By(actor), clock.GetUtcNow(), "History.TaskAssigned", task.About(), task.Title, holder.Name));
            if (holder.Id != actor.PersonId)
            {
                await notices.TaskOpenedAsync(task, [holder], cancellation);
            }
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}

/// <summary>A task as somebody saw it.</summary>
/// <param name="Version">The version the page showed; absent for callers that did not look.</param>
public readonly record struct TaskSeen(Guid Id, int? Version = null);
