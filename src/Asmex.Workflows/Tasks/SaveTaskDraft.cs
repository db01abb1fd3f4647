using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tasks;

/// <summary>Keeps what is typed so far, faults and all.</summary>
public sealed class SaveTaskDraft(WorkflowsDbContext db, TimeProvider clock)
{
    /// <param name="seenVersion">The version the page showed; absent for callers that did not look.</param>
    /// <exception cref="RuleBrokenException">It is someone else's, not open, or no longer as it was seen.</exception>
    public Task RunAsync(Guid taskId, Func<string, IReadOnlyList<string>> typed, Actor actor, GuestLink? guest, CancellationToken cancellation, int? seenVersion = null) =>
        db.OrSayWhoWasQuickerAsync(taskId, async () =>
        {
            await using var transaction = await db.BeginWriteAsync(cancellation);
            await db.TaskToDoAsync(taskId, actor, guest, cancellation);
            var task = await db.Set<PlanTask>().SingleAsync(t => t.Id == taskId, cancellation);
            await db.MustBeAsSeenAsync(task, seenVersion, cancellation);
            task.SaveDraft(TaskForm.Keep(task.Form, typed).ToJsonString(StoredJson.Options), actor.Name, clock.GetUtcNow());
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }, cancellation);
}
