using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tasks;

/// <summary>Adds a point of one's own to an open task's checklist.</summary>
public sealed class AddCheck(WorkflowsDbContext db)
{
    private const int Most = 50;

    /// <exception cref="RuleBrokenException">It says nothing, there are too many, or the task is someone else's or not open.</exception>
    public async Task RunAsync(Guid taskId, string? label, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await db.TaskToDoAsync(taskId, actor, guest: null, cancellation);
        var count = await db.Set<TaskCheck>().CountAsync(c => c.TaskId == taskId, cancellation);
        if (count >= Most)
        {
            throw new RuleBrokenException("Checks.TooMany", Most);
        }

        db.Add(new TaskCheck(taskId, count + 1, new Wording(label?.Trim() ?? ""), required: false));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
