using Asmex.Workflows.Audit;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tasks;

/// <summary>Takes back the personal link of an open task.</summary>
public sealed class WithdrawGuest(WorkflowsDbContext db, TimeProvider clock)
{
    public async Task RunAsync(Guid taskId, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var task = await db.TaskToDoAsync(taskId, actor, guest: null, cancellation);
        foreach (var link in await db.Set<GuestLink>().Where(l => l.TaskId == taskId && l.RevokedAt == null).ToListAsync(cancellation))
        {
            link.Revoke(clock.GetUtcNow());
            db.Add(HistoryEntry.Of(task.By(actor), clock.GetUtcNow(), "History.GuestWithdrawn", task.About(), task.Title, link.Name));
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
