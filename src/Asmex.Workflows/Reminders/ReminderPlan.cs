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
        db.AddRange(ToCome(steps, task.DueOn, Zone.DateOf(task.OpenedAt), task.Region, calendar).Select(s => Reminder.OfTask(task.Id, s.Step, s.At, calendar.Version)));

    /// <inheritdoc cref="PlanReminders(WorkflowsDbContext, PlanTask, IReadOnlyList{ReminderStep}, WorkingCalendar)"/>
    public static void PlanReminders(this WorkflowsDbContext db, Approval approval, IReadOnlyList<ReminderStep> steps, WorkingCalendar calendar) =>
        db.AddRange(ToCome(steps, approval.DueOn, Zone.DateOf(approval.OpenedAt), approval.Region, calendar).Select(s => Reminder.OfApproval(approval.Id, s.Step, s.At, calendar.Version)));

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

    // What would fall on the day of opening or before is said by the letter that opens it.
    private static IEnumerable<(ReminderStep Step, DateTimeOffset At)> ToCome(
        IReadOnlyList<ReminderStep> steps, DateOnly due, DateOnly opened, string region, WorkingCalendar calendar) =>
        steps.Select(step => (Step: step, At: MomentOf(Reminder.RuleOf(step.Days, due, opened, region), calendar))).Where(s => Zone.DateOf(s.At) > opened);

    private static Task<int> StopAsync(IQueryable<Reminder> reminders, CancellationToken cancellation) =>
        reminders.Where(r => r.Status == ReminderStatus.Planned).ExecuteUpdateAsync(set => set.SetProperty(r => r.Status, ReminderStatus.Stopped), cancellation);
}
