using System.Text.Json.Nodes;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Notifications;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Changes;

/// <summary>Changes of one open task of a plan, inside the transaction of <see cref="ChangePlan"/>.</summary>
public sealed class StepChanges(WorkflowsDbContext db, Bursts bursts, Calendar calendar, PeopleDirectory people, Recipients recipients, Notify notify, TimeProvider clock)
{
    private static readonly Wording _chosen = new("Date fixée par le Centre", "تاريخ حدده المركز", "Date set by the Centre");

    public async Task<Subject> MoveAsync(Plan plan, PlanChange.MoveTask move, string reason, Actor actor, CancellationToken cancellation)
    {
        var task = await TaskAsync(plan, move.TaskId, cancellation);
        if (move.DueOn < Zone.Today(clock))
        {
            throw new RuleBrokenException("Changes.DuePast", task.Title, move.DueOn);
        }

        await MoveDueAsync(task, new DateRule(move.DueOn, 0, task.Region, _chosen), reason, actor, cancellation);
        return task.About();
    }

    /// <summary>Counts the due date of a task by another rule; the owner is told, its reminders follow.</summary>
    public async Task MoveDueAsync(PlanTask task, DateRule rule, string reason, Actor actor, CancellationToken cancellation)
    {
        var working = await calendar.HoldAsync(cancellation);
        var (from, to) = (task.DueOn, working.DueOn(rule));
        task.MoveDue(to, rule, working.Version);
        await db.SaveChangesAsync(cancellation);
        await db.RemindAgainAsync(task.Id, working, clock.GetUtcNow(), cancellation);
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.DateMoved", task.About(), task.Title, from, to, reason));
        if (from != to)
        {
            await TellAsync(task, NotificationKind.DateMoved, "Changes.DateMoved", [task.Title], "Changes.DateMovedWhy", [from, to, reason], cancellation);
        }
    }

    public async Task<Subject> CancelAsync(Plan plan, PlanChange.CancelStep cancel, string reason, Actor actor, CancellationToken cancellation)
    {
        var task = await TaskAsync(plan, cancel.TaskId, cancellation);
        if (task.Kind != TaskKind.Form)
        {
            throw new RuleBrokenException("Changes.NotThisStep", task.Title);
        }

        var outcome = cancel.Outcome ?? task.Outcomes.Count switch
        {
            0 => null,
            1 => task.Outcomes[0].Name,
            _ => throw new RuleBrokenException("Changes.WhichWay", task.Title),
        };
        if (outcome is not null && task.Outcomes.Count > 0 && task.Outcomes.All(o => o.Name != outcome))
        {
            throw new RuleBrokenException("Tasks.NoSuchOutcome", task.Title, outcome);
        }

        task.Cancel();
        await TellAsync(task, NotificationKind.StepChanged, "Changes.StepCancelled", [task.Title], "Changes.StepCancelledWhy", [actor.Name, reason], cancellation);
        await db.StopRemindersAsync(task, cancellation);
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.StepCancelled", task.About(), task.Title, reason));
        if (task.ExecutionId is { } waiting)
        {
            await bursts.ResumeAsync(waiting, new Answer(outcome, new JsonObject()), actor, cancellation);
        }

        return task.About();
    }

    public async Task<Subject> GiveAsync(Plan plan, PlanChange.GiveTask give, Actor actor, CancellationToken cancellation)
    {
        var task = await TaskAsync(plan, give.TaskId, cancellation);
        var holder = (await people.HoldersAsync(task.AccountableRole, task.Region, cancellation)).FirstOrDefault(p => p.Id == give.PersonId)
            ?? throw new RuleBrokenException("Tasks.NotTheirRole", task.Title);
        task.Assign(holder.Id);
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.TaskAssigned", task.About(), task.Title, holder.Name));
        await TellAsync(task, NotificationKind.TaskOpened, "Notices.TaskOpened", [task.Title], "Notices.TaskOpenedWhy", [task.DueOn], cancellation);
        return task.About();
    }

    private async Task<PlanTask> TaskAsync(Plan plan, Guid taskId, CancellationToken cancellation)
    {
        var task = await db.Set<PlanTask>().SingleOrDefaultAsync(t => t.Id == taskId && t.PlanId == plan.Id, cancellation) ?? throw new NothingThereException("task");
        return task.IsOpen ? task
            : task.Status == PlanTaskStatus.Done ? throw new RuleBrokenException("Tasks.AlreadyDone", task.Title, task.CompletedBy!, task.CompletedAt!.Value)
            : throw new RuleBrokenException("Tasks.NotOpen", task.Title);
    }

    private async Task TellAsync(PlanTask task, NotificationKind kind, string what, object?[] of, string why, object?[] because, CancellationToken cancellation)
    {
        var owners = await recipients.OfAsync(task, ReminderTo.Owner, cancellation);
        await notify.TellAsync(owners, new News(kind, TextCatalog.Shared.SayInAll(what, of), TextCatalog.Shared.SayInAll(why, because), task.Path(),
            $"change:{task.Id:N}:{task.Version}", new LetterAbout(task.PlanId, task.ActionId, task.Id)), cancellation);
    }
}
