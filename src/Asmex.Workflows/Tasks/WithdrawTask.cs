using Asmex.Workflows.Audit;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Notifications;
using Asmex.Workflows.People;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Tasks;

/// <summary>Withdraws a task that was made by hand and is not done yet; whoever had it is told why.</summary>
public sealed class WithdrawTask(WorkflowsDbContext db, Recipients recipients, Notify notify, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">It is no task made by hand, not this person's to withdraw, not open, or no reason is given; nothing was written.</exception>
    public Task RunAsync(TaskSeen seen, string? reason, Actor actor, CancellationToken cancellation) => db.OrSayWhoWasQuickerAsync(seen.Id, async () =>
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var task = await db.MadeTaskAsync(seen, actor, cancellation);
        var said = string.IsNullOrWhiteSpace(reason) ? throw new RuleBrokenException("Tasks.WithdrawReason") : reason.Trim();
        var owners = (await recipients.OfAsync(task, ReminderTo.Owner, cancellation)).Where(p => p.Id != actor.PersonId).ToList();
        task.Cancel();
        await db.StopRemindersAsync(task, cancellation);
        db.Add(HistoryEntry.Of(task.By(actor), clock.GetUtcNow(), "History.TaskWithdrawn", task.About(), task.Title, said));
        await notify.TellAsync(owners, new News(NotificationKind.StepChanged, TextCatalog.Shared.SayInAll("Tasks.Withdrawn", task.Title),
            TextCatalog.Shared.SayInAll("Changes.StepCancelledWhy", actor.Name, said), task.Path(), $"task-withdrawn:{task.Id:N}", new LetterAbout(task.PlanId, task.ActionId, task.Id)), cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }, cancellation);
}
