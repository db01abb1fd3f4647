using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tasks;

internal static class StopReminders
{
    /// <summary>Nothing more is sent about a task.</summary>
    public static Task<int> StopRemindersAsync(this WorkflowsDbContext db, PlanTask task, CancellationToken cancellation) =>
        db.Set<TaskReminder>().Where(r => r.TaskId == task.Id && r.Status == ReminderStatus.Planned)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Status, ReminderStatus.Stopped), cancellation);
}
