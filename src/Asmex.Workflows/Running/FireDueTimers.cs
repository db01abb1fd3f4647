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
        var fired = 0;
        foreach (var id in await DueAsync(cancellation))
        {
            cancellation.ThrowIfCancellationRequested();
            fired += await FireAsync(id, cancellation) ? 1 : 0;
        }

        return fired;
    }

    private async Task<List<string>> DueAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowsDbContext>();
        var now = clock.GetUtcNow();
        return await db.Set<WaitingBookmark>().Where(b => b.DueAt != null && b.DueAt <= now).OrderBy(b => b.DueAt).ThenBy(b => b.Id)
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
        catch (RuleBrokenException refusal) when (refusal.Key is "Running.AlreadyAnswered" or "Running.Held")
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
        if (await new BurstWriter(db).TryLockByBookmarkAsync(bookmarkId, cancellation) is null)
        {
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
        if (await db.Set<WaitingBookmark>().AsNoTracking().SingleOrDefaultAsync(b => b.Id == bookmarkId, cancellation) is { } bookmark)
        {
            LogFailed(bookmarkId, problem);
            var incident = new Incident(bookmark.ActivityId, bookmark.NodeId, bookmark.Name, problem.Message, bookmarkId, clock.GetUtcNow());
            db.Add(new WorkflowIncident(bookmark.InstanceId, incident, """{"isDue":true}"""));
            new BurstWriter(db).Hold(bookmarkId);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The timer of bookmark {BookmarkId} opened an incident")]
    private partial void LogFailed(string bookmarkId, Exception problem);
}
