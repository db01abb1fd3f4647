using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Tasks;

/// <summary>Makes a task by hand, outside any action or as part of one: it is done like any other and no workflow waits for it.</summary>
public sealed class MakeTask(WorkflowsDbContext db, HandMadeTasks tasks)
{
    /// <exception cref="RuleBrokenException">It is not this person's to ask, the action is over, or the other has no rights there; nothing was written.</exception>
    public async Task<Guid> RunAsync(MakeTaskRequest request, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var task = await tasks.AddAsync(request, actor, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return task.Id;
    }
}
