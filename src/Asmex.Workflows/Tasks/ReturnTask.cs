using Asmex.Workflows.Audit;
using Asmex.Workflows.Letters;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Tasks;

/// <summary>Gives an entrusted task back to its owner, or takes it back; what was typed and attached stays with it.</summary>
public sealed class ReturnTask(WorkflowsDbContext db, PeopleDirectory people, Notices notices, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">It is neither entrusted to nor by this person, or not open.</exception>
    public Task RunAsync(TaskSeen seen, Actor actor, CancellationToken cancellation) => db.OrSayWhoWasQuickerAsync(seen.Id, async () =>
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var task = await db.TaskSeenAsync(seen.Id, actor, cancellation);
        await db.MustBeAsSeenAsync(task, seen.Version, cancellation);
        var isReady = actor.ActsAs(task.EntrustedId);
        if (!isReady && !task.IsGivenBy(actor))
        {
            throw new RuleBrokenException("Tasks.NotYours", task.Title);
        }

        task.Return(isReady ? actor.Name : null);
        db.Add(HistoryEntry.Of(task.By(actor), clock.GetUtcNow(), isReady ? "History.TaskReturned" : "History.TaskTakenBack", task.About(), task.Title));
        if (isReady)
        {
            var owner = await people.ByIdAsync([task.AssigneeId!.Value], cancellation);
            await notices.TaskHandedAsync(task, owner, TextCatalog.Shared.SayInAll("Tasks.ReturnedWhy", actor.Name), $"task-returned:{task.Id:N}:{task.Version}", cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }, cancellation);
}
