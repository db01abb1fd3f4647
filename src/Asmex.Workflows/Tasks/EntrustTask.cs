using Asmex.Workflows.Audit;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Tasks;

/// <summary>Lets someone work on a task for its owner, who stays accountable and completes it.</summary>
public sealed class EntrustTask(WorkflowsDbContext db, PeopleDirectory people, Notices notices, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">It is someone else's, nobody's or not open, or the other has no role that sees its region.</exception>
    public Task RunAsync(TaskSeen seen, Guid personId, Actor actor, CancellationToken cancellation) => db.OrSayWhoWasQuickerAsync(seen.Id, async () =>
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var task = await db.TaskSeenAsync(seen.Id, actor, cancellation);
        await db.MustBeAsSeenAsync(task, seen.Version, cancellation);
        if (!task.IsGivenBy(actor))
        {
            throw new RuleBrokenException("Tasks.NotYours", task.Title);
        }

        var to = (await people.ByIdAsync([personId], cancellation)).FirstOrDefault(p => p.SuspendedAt is null && Actor.Of(p, Zone.Today(clock)).Sees(task.Region))
            ?? throw new RuleBrokenException("Tasks.NotInTheRegion", task.Title);
        task.Entrust(to.Id);
        db.Add(HistoryEntry.Of(task.By(actor), clock.GetUtcNow(), "History.TaskEntrusted", task.About(), task.Title, to.Name));
        await notices.TaskHandedAsync(task, [to], TextCatalog.Shared.SayInAll("Tasks.EntrustedWhy", actor.Name), $"task-entrusted:{task.Id:N}:{task.Version}", cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }, cancellation);
}
