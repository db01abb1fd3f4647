using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Running.Operations;

/// <summary>Gives the result of a task that <c>Elsa.RunTask</c> asked for, on behalf of the application that did it. Tasks of people have verbs of their own.</summary>
public sealed class AnswerTask(WorkflowsDbContext db, Bursts bursts, TimeProvider clock)
{
    /// <returns>False when no such task waits.</returns>
    public Task<bool> RunAsync(string taskId, JsonNode? result, Actor actor, CancellationToken cancellation) =>
        db.UntilCommittedAsync(() => AnswerAsync(taskId, result, actor, cancellation));

    private async Task<bool> AnswerAsync(string taskId, JsonNode? result, Actor actor, CancellationToken cancellation)
    {
        actor.MustAdministrate();
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var stimulus = Stimuli.Task(taskId);
        var waiting = await db.Set<WaitingBookmark>().AsNoTracking().FirstOrDefaultAsync(b => b.Stimulus == stimulus, cancellation);
        if (waiting is null)
        {
            return false;
        }

        var instance = await db.Set<WorkflowInstance>().AsNoTracking().SingleAsync(i => i.Id == waiting.InstanceId, cancellation);
        db.Record(instance, actor, clock.GetUtcNow(), "History.TaskAnswered", waiting.ActivityId);
        await bursts.ResumeAsync(waiting.Id, new Answer(Value: result?.DeepClone()), actor, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }
}
