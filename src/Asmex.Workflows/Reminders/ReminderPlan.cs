using Asmex.Workflows.Approvals;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Reminders;

/// <summary>Plans, moves and stops the reminders of tasks and requests, inside the transaction of whoever opens, moves or ends them.</summary>
internal static class ReminderPlan
{
    /// <summary>Plans the reminders of a task that opens: those of its definition, or the usual ones of its kind.</summary>
    public static void PlanReminders(this WorkflowsDbContext db, PlanTask task, IReadOnlyList<ReminderStep> steps, WorkingCalendar calendar) =>
        db.AddRange(steps.Select(step => Said(Reminder.OfTask(task.Id, step, MomentOf(step, task.DueOn, task.OpenedAt, task.Region, calendar), calendar.Version), task.OpenedAt)));

    /// <inheritdoc cref="PlanReminders(WorkflowsDbContext, PlanTask, IReadOnlyList{ReminderStep}, WorkingCalendar)"/>
    public static void PlanReminders(this WorkflowsDbContext db, Approval approval, IReadOnlyList<ReminderStep> steps, WorkingCalendar calendar) =>
        db.AddRange(steps.Select(step => Said(Reminder.OfApproval(approval.Id, step, MomentOf(step, approval.DueOn, approval.OpenedAt, approval.Region, calendar), calendar.Version), approval.OpenedAt)));

    /// <summary>Nothing more is sent about a task.</summary>
    public static Task<int> StopRemindersAsync(this WorkflowsDbContext db, PlanTask task, CancellationToken cancellation) =>
        StopAsync(db.Set<Reminder>().Where(r => r.TaskId == task.Id), cancellation);

    /// <summary>Nothing more is sent about a request.</summary>
    public static Task<int> StopRemindersAsync(this WorkflowsDbContext db, Approval approval, CancellationToken cancellation) =>
        StopAsync(db.Set<Reminder>().Where(r => r.ApprovalId == approval.Id), cancellation);

    /// <summary>The moment of a step: in the morning of its working day.</summary>
    public static DateTimeOffset MomentOf(DateRule rule, WorkingCalendar calendar)
    {
        var day = calendar.DueOn(rule);
        return Zone.At(day, calendar.HoursOn(day).Opens);
    }

    private static DateTimeOffset MomentOf(ReminderStep step, DateOnly due, DateTimeOffset opened, string region, WorkingCalendar calendar) =>
        MomentOf(Reminder.RuleOf(step.Days, due, Zone.DateOf(opened), region), calendar);

    // What would fall on the day of opening or before is said by the letter that opens it; it is kept, to be said again when somebody gives the thing a later day.
    private static Reminder Said(Reminder reminder, DateTimeOffset opened)
    {
        if (Zone.DateOf(reminder.DueAt) <= Zone.DateOf(opened))
        {
            reminder.Say();
        }

        return reminder;
    }

    private static Task<int> StopAsync(IQueryable<Reminder> reminders, CancellationToken cancellation) =>
        reminders.Where(r => r.Status == ReminderStatus.Planned).ExecuteUpdateAsync(set => set.SetProperty(r => r.Status, ReminderStatus.Stopped), cancellation);
}
