using Asmex.Workflows.Calendars;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Approvals;

/// <summary>Counts the deadlines of pending requests again, and with them their reminders.</summary>
public sealed class RecountApprovals(WorkflowsDbContext db, Recipients recipients) : ICountsDates
{
    public async Task<IReadOnlyList<MovedDate>> RecountAsync(CalendarShift shift, CancellationToken cancellation)
    {
        var pending = await db.Set<Approval>().AsNoTracking()
            .Where(a => a.Status == ApprovalStatus.Pending && a.Due != null && (shift.Region == null || a.Region == shift.Region)).ToListAsync(cancellation);
        var moved = new List<MovedDate>();
        foreach (var approval in pending)
        {
            if (approval is { EscalatedAt: null, Escalation: { } escalation } && shift.Calendar.DueOn(escalation) is var higher && higher != approval.EscalateOn)
            {
                await db.Set<Approval>().Where(a => a.Id == approval.Id && a.EscalatedAt == null).ExecuteUpdateAsync(set => set.SetProperty(a => a.EscalateOn, higher).SetProperty(a => a.CalendarVersion, shift.Calendar.Version), cancellation);
            }

            var due = shift.Calendar.DueOn(approval.Due!);
            if (due != approval.DueOn)
            {
                await db.Set<Approval>().Where(a => a.Id == approval.Id && a.Status == ApprovalStatus.Pending)
                    .ExecuteUpdateAsync(set => set.SetProperty(a => a.DueOn, due).SetProperty(a => a.CalendarVersion, shift.Calendar.Version), cancellation);
                var deciders = await recipients.OfAsync(approval, ReminderTo.Owner, cancellation);
                moved.Add(new MovedDate(approval.Subject, approval.DueOn, due, approval.About(), $"/approvals/{approval.Id}", [.. deciders.Select(p => p.Id)]));
            }
        }

        await db.MoveRemindersAsync([], pending.Select(a => a.Id), shift.Calendar, cancellation);
        return moved;
    }
}
