using Asmex.Workflows.Activities;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Running.Operations;

/// <summary>Answers a waiting step by hand; what was opened for it (a task, a request, invitations) is withdrawn.</summary>
public sealed class AnswerBookmark(WorkflowsDbContext db, Bursts bursts, IEnumerable<IEffectHandler<BookmarkBurned>> withdraw, TimeProvider clock)
{
    /// <param name="step">The bookmark, or the activity where only one bookmark of the instance waits at it.</param>
    /// <exception cref="RuleBrokenException">The instance has ended or is suspended, the step was answered already, or it does not wait there.</exception>
    public Task RunAsync(string instanceId, string step, Answer answer, Actor actor, CancellationToken cancellation)
    {
        actor.MustAdministrate();
        return db.UntilCommittedAsync(() => AnswerAsync(instanceId, step, answer, actor, cancellation));
    }

    /// <summary>The same for what <c>Elsa.RunTask</c> asked the application for, which knows the task only; where none waits, nothing is done, as on an Elsa server. Tasks of people have verbs of their own.</summary>
    public async Task RunTaskAsync(string taskId, Answer answer, Actor actor, CancellationToken cancellation)
    {
        actor.MustAdministrate();
        var stimulus = Stimuli.Task(taskId);
        if (await db.Set<WaitingBookmark>().AsNoTracking().FirstOrDefaultAsync(b => b.Stimulus == stimulus, cancellation) is { } waiting)
        {
            await RunAsync(waiting.InstanceId, waiting.Id, answer, actor, cancellation);
        }
    }

    private async Task AnswerAsync(string instanceId, string step, Answer answer, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var instance = await new BurstWriter(db).LockAsync(instanceId, cancellation) ?? throw new NothingThereException("workflow");
        var bookmark = await FindAsync(instance, step, cancellation);
        var now = clock.GetUtcNow();
        db.Record(instance, actor, now, "History.StepAnswered", bookmark.ActivityId, answer.Outcome ?? "Done");
        await bursts.ResumeAsync(bookmark.Id, answer, actor, cancellation);
        var context = new EffectContext(instance.Id, instance.PlanId, instance.ActionId, instance.Region, now, actor);
        foreach (var handler in withdraw)
        {
            await handler.ApplyAsync(new BookmarkBurned(bookmark.Id), context, cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private async Task<WaitingBookmark> FindAsync(WorkflowInstance instance, string step, CancellationToken cancellation)
    {
        var waiting = await db.Set<WaitingBookmark>().AsNoTracking().Where(b => b.InstanceId == instance.Id).OrderBy(b => b.CreatedAt).ThenBy(b => b.Id).ToListAsync(cancellation);
        var meant = waiting.FindAll(b => b.Id == step || (b.ActivityId == step && waiting.All(other => other.Id != step)));
        return meant switch
        {
            [var one] => one,
            [] => throw await WhyNotAsync(instance, step, waiting, cancellation),
            _ => throw new RuleBrokenException("Running.SeveralWaits", step, string.Join(", ", meant.Select(b => b.Id))),
        };
    }

    private async Task<RuleBrokenException> WhyNotAsync(WorkflowInstance instance, string step, List<WaitingBookmark> waiting, CancellationToken cancellation)
    {
        if (await db.Set<JournalEntry>().AsNoTracking().SingleOrDefaultAsync(e => e.BookmarkId == step, cancellation) is { } answered)
        {
            return new RuleBrokenException("Running.AlreadyAnswered", answered.ActorName, answered.At);
        }

        var name = instance.Name ?? instance.DefinitionId;
        return instance.Status == WorkflowStatus.Finished
            ? new RuleBrokenException("Running.Ended", name)
            : new RuleBrokenException("Running.DoesNotWait", name, step, string.Join(", ", waiting.Select(b => b.ActivityId)));
    }
}
