using Asmex.Workflows.Calendars;
using Asmex.Workflows.People;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tasks;

/// <summary>Counts the due dates of open tasks again, and with them their reminders.</summary>
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

        await db.MoveRemindersAsync(open.Select(t => t.Id), [], shift.Calendar, cancellation);
        return moved;
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
