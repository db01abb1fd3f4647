using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tasks;

/// <summary>Ticks one point of an open task's checklist, or takes the tick off.</summary>
public sealed class TickCheck(WorkflowsDbContext db, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">The task is someone else's or not open.</exception>
    public async Task RunAsync(Guid taskId, Guid checkId, bool done, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await db.TaskToDoAsync(taskId, actor, guest: null, cancellation);
        var check = await db.Set<TaskCheck>().SingleOrDefaultAsync(c => c.Id == checkId && c.TaskId == taskId, cancellation) ?? throw new NothingThereException("check");
        check.Tick(done, actor, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
