using Asmex.Workflows.Audit;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Notifications;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Tasks;

/// <summary>Gives a task that was made by hand another day, or makes it part of another action or of none.</summary>
public sealed class ChangeMadeTask(WorkflowsDbContext db, HandMadeTasks tasks, ActionTypes types, TaskWords words, Calendar calendar, Recipients recipients, Notify notify, TimeProvider clock)
{
    /// <param name="due">Absent: the day stays.</param>
    /// <param name="actionId">The action it shall be part of; absent: of none.</param>
    /// <exception cref="RuleBrokenException">It is no task made by hand, not this person's to change, not open, or the action is over or elsewhere; nothing was written.</exception>
    public Task RunAsync(TaskSeen seen, DateOnly? due, Guid? actionId, Actor actor, CancellationToken cancellation) => db.OrSayWhoWasQuickerAsync(seen.Id, async () =>
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var task = await db.MadeTaskAsync(seen, actor, cancellation);
        if (actionId != task.ActionId)
        {
            await AttachAsync(task, actionId, actor, cancellation);
        }

        if (due is { } day && day != task.DueOn)
        {
            await MoveAsync(task, day, actor, cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }, cancellation);

    private async Task AttachAsync(PlanTask task, Guid? actionId, Actor actor, CancellationToken cancellation)
    {
        var action = await tasks.ActionAsync(actionId, actor, cancellation);
        if (action is not null && action.Region != task.Region)
        {
            throw new RuleBrokenException("Tasks.OtherRegion", action.Edition);
        }

        task.BelongTo(action?.PlanId, action?.Id, await words.OfAsync(task.Title, task.Region, action?.PlanId, action?.Id, cancellation));
        db.Add(action is null
            ? HistoryEntry.Of(task.By(actor), clock.GetUtcNow(), "History.TaskDetached", task.About(), task.Title)
            : HistoryEntry.Of(task.By(actor), clock.GetUtcNow(), "History.TaskAttached", task.About(), task.Title, await types.NameAsync(action, cancellation)));
    }

    private async Task MoveAsync(PlanTask task, DateOnly day, Actor actor, CancellationToken cancellation)
    {
        var working = await calendar.HoldAsync(cancellation);
        var rule = HandMadeTasks.RuleOf(new TaskDay(day), task.Region, Zone.Today(clock));
        var (from, to) = (task.DueOn, working.DueOn(rule));
        task.MoveDue(to, rule, working.Version);
        await db.SaveChangesAsync(cancellation);
        await db.RemindAgainAsync(task.Id, working, clock.GetUtcNow(), cancellation);
        db.Add(HistoryEntry.Of(task.By(actor), clock.GetUtcNow(), "History.DateMoved", task.About(), task.Title, from, to, rule.Anchor!));
        var owners = (await recipients.OfAsync(task, ReminderTo.Owner, cancellation)).Where(p => p.Id != actor.PersonId).ToList();
        await notify.TellAsync(owners, new News(NotificationKind.DateMoved, TextCatalog.Shared.SayInAll("Changes.DateMoved", task.Title),
            TextCatalog.Shared.SayInAll("Tasks.NewDueWhy", from, to, actor.Name), task.Path(), $"task-moved:{task.Id:N}:{task.Version}", new LetterAbout(task.PlanId, task.ActionId, task.Id)), cancellation);
    }
}
