using Asmex.Workflows.Activities;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tasks;

/// <summary>Cancels the task of a step that the workflow no longer waits for.</summary>
public sealed class CancelTask(WorkflowsDbContext db) : IEffectHandler<BookmarkBurned>
{
    public async Task ApplyAsync(BookmarkBurned effect, EffectContext context, CancellationToken cancellation)
    {
        if (await db.Set<PlanTask>().SingleOrDefaultAsync(t => t.ExecutionId == effect.ExecutionId, cancellation) is { IsOpen: true } task)
        {
            task.Cancel();
            await db.StopRemindersAsync(task, cancellation);
        }
    }
}
