using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Running;

/// <summary>Answers the bookmarks whose time has come, in the order they fell due, each in a transaction of its own. Nodes share the work:
/// what another holds is left to it.</summary>
public sealed partial class FireDueTimers(IServiceScopeFactory scopes, IOptions<RunningOptions> options, TimeProvider clock, ILogger<FireDueTimers> log)
{
    /// <returns>How many were answered.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var (began, fired, left) = (clock.GetTimestamp(), 0, new List<string>());
        List<string> batch;
        do
        {
            batch = await DueAsync(left, cancellation);
            foreach (var id in batch)
            {
                cancellation.ThrowIfCancellationRequested();
                if (await FireAsync(id, cancellation))
                {
                    fired++;
                }
                else
                {
                    left.Add(id);
                }
            }
        }
        while (batch.Count == options.Value.TimersPerSweep && clock.GetElapsedTime(began) < options.Value.TimersMostTime);

        return fired;
    }

    /// <param name="left">What could not be fired is not asked for again in the same sweep: it must not hide what stands behind it.</param>
    private async Task<List<string>> DueAsync(List<string> left, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowsDbContext>();
        var now = clock.GetUtcNow();
        return await db.Set<WaitingBookmark>().Where(b => b.DueAt != null && b.DueAt <= now && !left.Contains(b.Id)).OrderBy(b => b.DueAt).ThenBy(b => b.Id)
            .Take(options.Value.TimersPerSweep).Select(b => b.Id).ToListAsync(cancellation);
    }

    private async Task<bool> FireAsync(string bookmarkId, CancellationToken cancellation)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<WorkflowsDbContext>();
            var bursts = scope.ServiceProvider.GetRequiredService<Bursts>();
            return await db.UntilCommittedAsync(() => FireAsync(db, bursts, bookmarkId, cancellation));
        }
        catch (RuleBrokenException refusal) when (refusal.Key is "Running.AlreadyAnswered" or "Running.Held" or "Running.Endless")
        {
            return false;
        }
        catch (Exception problem) when (problem is not OperationCanceledException && !problem.IsPassing())
        {
            // One instance that cannot go on must not stop the clock of all others.
            await OpenIncidentAsync(bookmarkId, problem, cancellation);
            return false;
        }
    }

    private static async Task<bool> FireAsync(WorkflowsDbContext db, Bursts bursts, string bookmarkId, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        if (await new BurstWriter(db).TryLockByBookmarkAsync(bookmarkId, cancellation) is not { HeldAt: null })
        {
            // Another node has it, or it was suspended: perhaps by an earlier timer of this sweep that found it unreadable.
            return false;
        }

        await bursts.ResumeAsync(bookmarkId, Answer.Due, Actor.House, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private async Task OpenIncidentAsync(string bookmarkId, Exception problem, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowsDbContext>();
        await using var transaction = await db.BeginWriteAsync(cancellation);
        LogFailed(bookmarkId, problem);
        await db.OpenIncidentAsync(bookmarkId, problem, Answer.Due, clock.GetUtcNow(), cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The timer of bookmark {BookmarkId} opened an incident")]
    private partial void LogFailed(string bookmarkId, Exception problem);
}
