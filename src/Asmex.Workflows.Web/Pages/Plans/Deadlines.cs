using Asmex.Workflows.Approvals;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Texts;
using Asmex.Workflows.Web.Pages.Shared;
using Asmex.Workflows.Web.Setup;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Web.Pages.Plans;

/// <summary>What is to come in a plan or an action: tasks and decisions with their days, reminders that will be sent, what starts by itself.</summary>
public sealed class Deadlines(WorkflowsDbContext db, ActionTypes types, Words words, TimeProvider clock)
{
    public async Task<IReadOnlyList<Deadline>> ReadAsync(Guid planId, Guid? actionId, Actor actor, CancellationToken cancellation)
    {
        var actions = await db.Set<PlanAction>().AsNoTracking().Where(a => a.PlanId == planId).ToListAsync(cancellation);
        var names = new Dictionary<Guid, Wording>();
        foreach (var action in actions)
        {
            names[action.Id] = await types.NameAsync(action, cancellation);
        }

        var tasks = await db.Set<PlanTask>().AsNoTracking()
            .Where(t => t.PlanId == planId && (actionId == null || t.ActionId == actionId) && t.Status == PlanTaskStatus.Open).ToListAsync(cancellation);
        IEnumerable<Deadline> all =
        [
            .. tasks.Select(t => OfTask(t, actor, With(t.Title, t.ActionId))),
            .. await RemindersAsync(tasks, cancellation),
            .. (await db.Set<Approval>().AsNoTracking().Where(a => a.PlanId == planId && (actionId == null || a.ActionId == actionId) && a.Status == ApprovalStatus.Pending)
                .ToListAsync(cancellation)).Select(a => OfApproval(a, actor, With(a.Subject, a.ActionId))),
            .. await TimersAsync(planId, actionId, cancellation),
            .. actions.Where(a => (actionId == null || a.Id == actionId) && a.Status is PlanStatus.Draft or PlanStatus.Running).SelectMany(a => DaysOf(a, names[a.Id])),
        ];
        return [.. all.OrderBy(d => d.On).ThenBy(d => d.What, StringComparer.Ordinal)];

        // On the action's own page its name goes without saying.
        string With(Wording what, Guid? of) =>
            actionId is null && of is { } id && names.TryGetValue(id, out var name) ? words["Deadline.Of", what, name] : words[what];
    }

    private Deadline OfTask(PlanTask task, Actor actor, string what) => new(
        task.DueOn, task.IsLate(Zone.Today(clock)) ? StateKind.Late : task.IsFor(actor) ? StateKind.ToDo : StateKind.Waiting,
        what, words["Role." + task.Role], WorkLinks.Of(task));

    private Deadline OfApproval(Approval approval, Actor actor, string what) => new(
        approval.DueOn, approval.DueOn < Zone.Today(clock) ? StateKind.Late : approval.AwaitsDecisionOf(actor) ? StateKind.ToDo : StateKind.Waiting,
        words["Deadline.Decision", what], words["Role." + approval.Current.Role], $"approvals/{approval.Id}");

    private async Task<IEnumerable<Deadline>> RemindersAsync(IReadOnlyList<PlanTask> tasks, CancellationToken cancellation)
    {
        var ids = tasks.Select(t => t.Id).ToList();
        var planned = await db.Set<TaskReminder>().AsNoTracking().Where(r => ids.Contains(r.TaskId) && r.Status == ReminderStatus.Planned).ToListAsync(cancellation);
        return planned.Select(reminder =>
        {
            var task = tasks.Single(t => t.Id == reminder.TaskId);
            var to = reminder.Kind == ReminderKind.LateManager ? Roles.Coordinator : task.AccountableRole;
            return new Deadline(Zone.DateOf(reminder.DueAt), StateKind.Waiting, words["Deadline.Reminder." + reminder.Kind, task.Title], words["Role." + to], null);
        });
    }

    private async Task<IEnumerable<Deadline>> TimersAsync(Guid planId, Guid? actionId, CancellationToken cancellation)
    {
        var timers = await db.Set<WaitingBookmark>().Where(b => b.DueAt != null)
            .Join(db.Set<WorkflowInstance>().Where(i => i.PlanId == planId && (actionId == null || i.ActionId == actionId)), b => b.InstanceId, i => i.Id, (b, i) => new { b.DueAt, b.ActivityId, i.ActionId })
            .ToListAsync(cancellation);
        return timers.Where(t => TextCatalog.Shared.Sentences.ContainsKey("Deadline.Timer." + t.ActivityId))
            .Select(t => new Deadline(Zone.DateOf(t.DueAt!.Value), StateKind.Waiting, words["Deadline.Timer." + t.ActivityId], "", null));
    }

    private IEnumerable<Deadline> DaysOf(PlanAction action, Wording name)
    {
        var today = Zone.Today(clock);
        if (action.StartsOn >= today)
        {
            yield return new Deadline(action.StartsOn, StateKind.Waiting, words["Deadline.Starts", name], "", $"actions/{action.Id}");
        }

        if (action.FixedDate is { } day && day >= today)
        {
            yield return new Deadline(day, StateKind.Waiting, words["Deadline.FixedDate", name], "", $"actions/{action.Id}");
        }
    }
}
