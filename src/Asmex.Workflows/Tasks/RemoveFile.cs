using Asmex.Workflows.Audit;
using Asmex.Workflows.Files;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tasks;

/// <summary>Takes a file off an open task. Taking off what is no longer there changes nothing.</summary>
public sealed class RemoveFile(WorkflowsDbContext db, TimeProvider clock)
{
    public async Task RunAsync(Guid taskId, Guid fileId, Actor actor, GuestLink? guest, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var task = await db.TaskToDoAsync(taskId, actor, guest, cancellation);
        if (await db.Set<StoredFile>().SingleOrDefaultAsync(f => f.Id == fileId && f.TaskId == taskId, cancellation) is { } file)
        {
            db.Remove(file);
            db.Add(HistoryEntry.Of(task.By(actor), clock.GetUtcNow(), "History.FileRemoved", task.About(), file.Name, file.Hash));
            await db.SaveChangesAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }
}
