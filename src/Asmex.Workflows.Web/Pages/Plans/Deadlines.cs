using Asmex.Workflows.Approvals;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Texts;
using Asmex.Workflows.Web.Pages.Calendars;
using Asmex.Workflows.Web.Pages.Notifications;
using Asmex.Workflows.Web.Pages.Shared;
using Asmex.Workflows.Web.Pages.Tasks;
using Asmex.Workflows.Web.Setup;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Web.Pages.Plans;

/// <summary>What is to come in a plan or an action: tasks and decisions with their days, reminders that will be sent, decisions that go higher or end, rounds of invitations, what starts by itself.</summary>
public sealed class Deadlines(WorkflowsDbContext db, ActionTypes types, Calendar calendar, Words words, TimeProvider clock)
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
        var approvals = await db.Set<Approval>().AsNoTracking()
            .Where(a => a.PlanId == planId && (actionId == null || a.ActionId == actionId) && a.Status == ApprovalStatus.Pending).ToListAsync(cancellation);
        var working = await calendar.CurrentAsync(cancellation);
        IEnumerable<Deadline> all =
        [
            .. tasks.Select(t => OfTask(t, actor, With(t.Title, t.ActionId))),
            .. await RemindersAsync(tasks, approvals, cancellation),
            .. approvals.Select(a => OfApproval(a, actor, With(a.Subject, a.ActionId))),
            .. approvals.SelectMany(a => DelaysOf(a, working)),
            .. await RoundsAsync(planId, actionId, working, cancellation),
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
        what, words["Role." + task.Role], WorkLinks.Of(task), TaskLinks.Why(task.Due, task.CalendarVersion));

    private Deadline OfApproval(Approval approval, Actor actor, string what) => new(
        approval.DueOn, approval.DueOn < Zone.Today(clock) ? StateKind.Late : approval.AwaitsDecisionOf(actor) ? StateKind.ToDo : StateKind.Waiting,
        words["Deadline.Decision", what], words["Role." + approval.Current.Role], $"approvals/{approval.Id}", TaskLinks.Why(approval.Due, approval.CalendarVersion));

    private async Task<IEnumerable<Deadline>> RemindersAsync(IReadOnlyList<PlanTask> tasks, IReadOnlyList<Approval> approvals, CancellationToken cancellation)
    {
        var (ofTasks, ofApprovals) = (tasks.ToDictionary(t => t.Id), approvals.ToDictionary(a => a.Id));
        var (taskIds, approvalIds) = (ofTasks.Keys.ToList(), ofApprovals.Keys.ToList());
        var planned = await db.Set<Reminder>().AsNoTracking().Where(r => r.Status == ReminderStatus.Planned
            && ((r.TaskId != null && taskIds.Contains(r.TaskId.Value)) || (r.ApprovalId != null && approvalIds.Contains(r.ApprovalId.Value)))).ToListAsync(cancellation);
        return planned.Select(r => r.TaskId is { } task ? OfReminder(r, ofTasks[task]) : OfReminder(r, ofApprovals[r.ApprovalId!.Value]));
    }

    private Deadline OfReminder(Reminder reminder, PlanTask task) => OfReminder(reminder, task.Title, Recipients.RoleOf(reminder.To) ?? task.AccountableRole,
        WhyAddress.Of(Reminder.RuleOf(reminder.Days, task.DueOn, Zone.DateOf(task.OpenedAt), task.Region), reminder.CalendarVersion));

    private Deadline OfReminder(Reminder reminder, Approval approval) => OfReminder(reminder, approval.Subject, Recipients.RoleOf(reminder.To) ?? approval.Current.Role,
        WhyAddress.Of(Reminder.RuleOf(reminder.Days, approval.DueOn, Zone.DateOf(approval.OpenedAt), approval.Region), reminder.CalendarVersion));

    private Deadline OfReminder(Reminder reminder, Wording about, string role, string why) => new(
        Zone.DateOf(reminder.DueAt), StateKind.Waiting, words[PlannedWords.KeyOf(reminder), about], words["Role." + role], null, why);

    private IEnumerable<Deadline> DelaysOf(Approval approval, WorkingCalendar working)
    {
        if (approval is { EscalateOn: { } higher, EscalatedAt: null, EscalateTo: { } above, Escalation: { } rule })
        {
            yield return new Deadline(higher, StateKind.Waiting, words["Deadline.GoesHigher", approval.Subject], words["Role." + above], $"approvals/{approval.Id}", WhyAddress.Of(rule, approval.CalendarVersion));
        }

        if (approval.Kind == ApprovalKind.Budget)
        {
            yield return new Deadline(working.DueOn(approval.ExpiryRule), StateKind.Waiting, words["Deadline.Ends", approval.Subject], approval.RequesterName, $"approvals/{approval.Id}", WhyAddress.Of(approval.ExpiryRule, working.Version));
        }
    }

    private async Task<IEnumerable<Deadline>> RoundsAsync(Guid planId, Guid? actionId, WorkingCalendar working, CancellationToken cancellation)
    {
        var open = await db.Set<InvitationRound>().AsNoTracking()
            .Where(r => r.PlanId == planId && (actionId == null || r.ActionId == actionId) && r.State == RoundState.Open && r.AsksAnswer).ToListAsync(cancellation);
        return open.SelectMany(r => OfRound(r, working));
    }

    private IEnumerable<Deadline> OfRound(InvitationRound round, WorkingCalendar working)
    {
        var today = Zone.Today(clock);
        foreach (var rule in round.ReminderDays.Select(days => new DateRule(round.OpenedOn, days, round.Region)))
        {
            if (working.DueOn(rule) is var day && day > today && day <= round.ClosesOn)
            {
                yield return new Deadline(day, StateKind.Waiting, words["Deadline.FirmsReminded", round.Event.Title], words["Deadline.Silent"], $"outreach/rounds/{round.Id}", WhyAddress.Of(rule, working.Version));
            }
        }

        yield return new Deadline(round.ClosesOn, StateKind.Waiting, words["Deadline.RoundCloses", round.Event.Title], "", $"outreach/rounds/{round.Id}", round.Closes is { } closes ? WhyAddress.Of(closes, round.CalendarVersion) : null);
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
