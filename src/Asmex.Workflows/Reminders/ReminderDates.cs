using Asmex.Workflows.Approvals;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Reminders;

/// <summary>Moves planned reminders to the days that the calendar, or the moved due dates, now give.</summary>
internal static class ReminderDates
{
    private const int TasksAtOnce = 500;

    public static async Task MoveRemindersAsync(this WorkflowsDbContext db, IEnumerable<Guid> taskIds, IEnumerable<Guid> approvalIds, WorkingCalendar calendar, CancellationToken cancellation)
    {
        foreach (var ids in taskIds.Chunk(TasksAtOnce))
        {
            var planned = await Planned(db).Join(db.Set<PlanTask>().Where(t => ids.Contains(t.Id)), r => r.TaskId, t => t.Id, (r, t) => new Counted(r.Id, r.Days, r.DueAt, t.DueOn, t.OpenedAt, t.Region)).ToListAsync(cancellation);
            await MoveAsync(db, planned, calendar, cancellation);
            await StampAsync(Planned(db).Where(r => r.TaskId != null && ids.Contains(r.TaskId.Value)), calendar, cancellation);
        }

        foreach (var ids in approvalIds.Chunk(TasksAtOnce))
        {
            var planned = await Planned(db).Join(db.Set<Approval>().Where(a => ids.Contains(a.Id)), r => r.ApprovalId, a => a.Id, (r, a) => new Counted(r.Id, r.Days, r.DueAt, a.DueOn, a.OpenedAt, a.Region)).ToListAsync(cancellation);
            await MoveAsync(db, planned, calendar, cancellation);
            await StampAsync(Planned(db).Where(r => r.ApprovalId != null && ids.Contains(r.ApprovalId.Value)), calendar, cancellation);
        }
    }

    /// <summary>The same for a task that a person gave another day: what was said about the day before is said again about the new one.</summary>
    public static async Task RemindAgainAsync(this WorkflowsDbContext db, Guid taskId, WorkingCalendar calendar, DateTimeOffset now, CancellationToken cancellation)
    {
        var sent = db.Set<Reminder>().Where(r => r.Status == ReminderStatus.Sent);
        foreach (var said in await sent.Join(db.Set<PlanTask>().Where(t => t.Id == taskId), r => r.TaskId, t => t.Id, (r, t) => new Counted(r.Id, r.Days, r.DueAt, t.DueOn, t.OpenedAt, t.Region)).ToListAsync(cancellation))
        {
            if (MomentOf(said, calendar) > now)
            {
                await sent.Where(r => r.Id == said.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Status, ReminderStatus.Planned), cancellation);
            }
        }

        await db.MoveRemindersAsync([taskId], [], calendar, cancellation);
    }

    private static IQueryable<Reminder> Planned(WorkflowsDbContext db) => db.Set<Reminder>().Where(r => r.Status == ReminderStatus.Planned);

    private static async Task MoveAsync(WorkflowsDbContext db, IEnumerable<Counted> planned, WorkingCalendar calendar, CancellationToken cancellation)
    {
        foreach (var reminder in planned)
        {
            var at = MomentOf(reminder, calendar);
            if (at != reminder.DueAt)
            {
                await db.Set<Reminder>().Where(r => r.Id == reminder.Id && r.Status == ReminderStatus.Planned)
                    .ExecuteUpdateAsync(set => set.SetProperty(r => r.DueAt, at), cancellation);
            }
        }
    }

    private static DateTimeOffset MomentOf(Counted reminder, WorkingCalendar calendar) =>
        ReminderPlan.MomentOf(Reminder.RuleOf(reminder.Days, reminder.DueOn, Zone.DateOf(reminder.OpenedAt), reminder.Region), calendar);

    // Also those that stay: counted from a due date that moved, the calendar before would explain another day.
    private static Task<int> StampAsync(IQueryable<Reminder> counted, WorkingCalendar calendar, CancellationToken cancellation) =>
        counted.Where(r => r.CalendarVersion != calendar.Version).ExecuteUpdateAsync(set => set.SetProperty(r => r.CalendarVersion, calendar.Version), cancellation);

    private sealed record Counted(Guid Id, int Days, DateTimeOffset DueAt, DateOnly DueOn, DateTimeOffset OpenedAt, string Region);
}
