using Asmex.Workflows.Audit;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tasks;

/// <summary>Counts the due dates of open tasks again, and with them their reminders and the days on which people look at them again.</summary>
public sealed class RecountTasks(WorkflowsDbContext db, PeopleDirectory people) : ICountsDates
{
    public async Task<IReadOnlyList<MovedDate>> RecountAsync(CalendarShift shift, CancellationToken cancellation)
    {
        var open = await db.Set<PlanTask>().Where(t => t.Status == PlanTaskStatus.Open && t.Due != null && (shift.Region == null || t.Region == shift.Region))
            .Select(t => new { t.Id, t.Due, t.DueOn }).ToListAsync(cancellation);
        var moved = new List<MovedDate>();
        foreach (var one in open)
        {
            var due = shift.Calendar.DueOn(one.Due!);
            if (due != one.DueOn)
            {
                moved.Add(await MoveAsync(one.Id, one.DueOn, due, shift, cancellation));
            }
        }

        await MoveFollowUpsAsync(shift, cancellation);
        await db.MoveRemindersAsync(open.Select(t => t.Id), [], shift.Calendar, cancellation);
        return moved;
    }

    // The day is its person's choice: it stays, unless nobody works on it any more.
    private async Task MoveFollowUpsAsync(CalendarShift shift, CancellationToken cancellation)
    {
        var today = Zone.DateOf(shift.Now);
        var marked = await db.Set<PlanTask>().AsNoTracking().Where(t => t.Status == PlanTaskStatus.Open && t.FollowUpOn >= today && (shift.Region == null || t.Region == shift.Region)).ToListAsync(cancellation);
        foreach (var task in marked)
        {
            var on = shift.Calendar.AddWorkingDays(task.FollowUpOn!.Value, 0, task.Region);
            var here = db.Set<PlanTask>().Where(t => t.Id == task.Id && t.Status == PlanTaskStatus.Open && t.FollowUpOn == task.FollowUpOn);
            if (on != task.FollowUpOn && await here.ExecuteUpdateAsync(set => set.SetProperty(t => t.FollowUpOn, on), cancellation) > 0)
            {
                db.Add(HistoryEntry.Of(shift.By, shift.Now, "History.TaskFollowUp", task.About(), task.Title, on));
            }
        }
    }

    private async Task<MovedDate> MoveAsync(Guid id, DateOnly from, DateOnly to, CalendarShift shift, CancellationToken cancellation)
    {
        await db.Set<PlanTask>().Where(t => t.Id == id && t.Status == PlanTaskStatus.Open)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.DueOn, to).SetProperty(t => t.CalendarVersion, shift.Calendar.Version), cancellation);
        var task = await db.Set<PlanTask>().AsNoTracking().SingleAsync(t => t.Id == id, cancellation);
        var owners = (task.DoerId ?? task.AssigneeId) is { } owner ? [owner] : (await people.HoldersAsync(task.AccountableRole, task.Region, cancellation)).Select(p => p.Id).ToList();
        return new MovedDate(task.Title, from, to, task.About(), task.Path(), owners);
    }
}
