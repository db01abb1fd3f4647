using Asmex.Workflows.Audit;
using Asmex.Workflows.Files;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tasks;

/// <summary>Attaches a file to an open task: as its evidence, or as the answer of one of its fields.</summary>
public sealed class AttachFile(WorkflowsDbContext db, FileStore files, TimeProvider clock)
{
    /// <summary>More than these in one place are a mistake or an attack.</summary>
    public const int MostFiles = 20;

    /// <exception cref="RuleBrokenException">The task is not this person's or not open, the file is not taken, or there are too many.</exception>
    public async Task RunAsync(AttachFileRequest request, Actor actor, CancellationToken cancellation)
    {
        var task = await db.TaskToDoAsync(request.TaskId, actor, request.Guest, cancellation);
        if (request.Field is not (TaskFiles.Evidence or TaskFiles.Attached) && !task.Form.Any(f => f.Name == request.Field && f.Type == "file"))
        {
            throw new NothingThereException("field");
        }

        if (await db.Set<StoredFile>().CountAsync(f => f.TaskId == task.Id && f.Field == request.Field, cancellation) >= MostFiles)
        {
            throw new RuleBrokenException("Files.TooMany", request.Name, MostFiles);
        }

        // The content first: a slow disk must not hold up everyone else's transaction.
        var file = await files.TakeAsync(request.Name, request.Content, new FileBelonging(actor.Name, task.Region, task.Id, request.Field), cancellation);
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await db.TaskToDoAsync(request.TaskId, actor, request.Guest, cancellation);
        db.Add(HistoryEntry.Of(task.By(actor), clock.GetUtcNow(), "History.FileAttached", task.About(), file.Name, file.Hash));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}

/// <summary>A file that someone gives to a task.</summary>
/// <param name="Field">The field it answers, or <see cref="TaskFiles.Evidence"/>.</param>
public sealed record AttachFileRequest(Guid TaskId, string Field, string Name, Stream Content, GuestLink? Guest = null);
