using Asmex.Workflows.Approvals;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Reminders;

/// <summary>Says the reminders whose time has come: in office hours of a working day only, and of what is still open then.</summary>
public sealed class SendReminders(Sweep sweep, TimeProvider clock)
{
    private const int PerSweep = 100;

    /// <returns>How many were said.</returns>
    public Task<int> RunAsync(CancellationToken cancellation) =>
        sweep.RunAsync(services => DueAsync(services, cancellation), (services, id) => SendAsync(services, id, cancellation));

    private async Task<List<Guid>> DueAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var db = services.GetRequiredService<WorkflowsDbContext>();
        var calendar = await services.GetRequiredService<Calendar>().CurrentAsync(cancellation);
        var now = clock.GetUtcNow();
        var working = calendar.RegionsAtWork(now);
        return await db.Set<Reminder>().Where(r => r.Status == ReminderStatus.Planned && r.DueAt <= now
                && (db.Set<PlanTask>().Any(t => t.Id == r.TaskId && working.Contains(t.Region)) || db.Set<Approval>().Any(a => a.Id == r.ApprovalId && working.Contains(a.Region))))
            .OrderBy(r => r.DueAt).ThenBy(r => r.Id).Take(PerSweep).Select(r => r.Id).ToListAsync(cancellation);
    }

    private static async Task<int> SendAsync(IServiceProvider services, Guid id, CancellationToken cancellation)
    {
        var db = services.GetRequiredService<WorkflowsDbContext>();
        await using var transaction = await db.BeginWriteAsync(cancellation);

        // Whoever turns the row writes the letter; another node finds it turned.
        var taken = await db.Set<Reminder>().Where(r => r.Id == id && r.Status == ReminderStatus.Planned)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Status, ReminderStatus.Sent), cancellation);
        var reminder = await db.Set<Reminder>().AsNoTracking().SingleAsync(r => r.Id == id, cancellation);
        var said = taken == 1 && (reminder.TaskId is null ? await OfApprovalAsync(services, reminder, cancellation) : await OfTaskAsync(services, reminder, cancellation));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return said ? 1 : 0;
    }

    private static async Task<bool> OfTaskAsync(IServiceProvider services, Reminder reminder, CancellationToken cancellation)
    {
        var task = await services.GetRequiredService<WorkflowsDbContext>().Set<PlanTask>().AsNoTracking().SingleAsync(t => t.Id == reminder.TaskId, cancellation);
        if (task.IsOpen)
        {
            var to = await services.GetRequiredService<Recipients>().OfAsync(task, reminder.To, cancellation);
            await services.GetRequiredService<Notices>().ReminderAsync(task, reminder, to, cancellation);
        }

        return task.IsOpen;
    }

    private static async Task<bool> OfApprovalAsync(IServiceProvider services, Reminder reminder, CancellationToken cancellation)
    {
        var approval = await services.GetRequiredService<WorkflowsDbContext>().Set<Approval>().AsNoTracking().SingleAsync(a => a.Id == reminder.ApprovalId, cancellation);
        if (approval.IsPending)
        {
            var to = await services.GetRequiredService<Recipients>().OfAsync(approval, reminder.To, cancellation);
            await services.GetRequiredService<Notices>().ReminderAsync(approval, reminder, to, cancellation);
        }

        return approval.IsPending;
    }
}
