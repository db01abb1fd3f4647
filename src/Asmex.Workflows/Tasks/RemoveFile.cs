using Asmex.Workflows.Files;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tasks;

/// <summary>Takes a file off an open task. Taking off what is no longer there changes nothing.</summary>
public sealed class RemoveFile(WorkflowsDbContext db)
{
    public async Task RunAsync(Guid taskId, Guid fileId, Actor actor, GuestLink? guest, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await db.TaskToDoAsync(taskId, actor, guest, cancellation);
        await db.Set<StoredFile>().Where(f => f.Id == fileId && f.TaskId == taskId).ExecuteDeleteAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
