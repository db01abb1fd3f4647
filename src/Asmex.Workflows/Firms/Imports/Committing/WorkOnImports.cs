using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Asmex.Workflows.Firms.Imports.Committing;

/// <summary>Does the background work of imports: judges rows, commits and undoes them. Any number of these may run at once, on any number of machines.</summary>
/// <remarks>Each import is claimed for a while; who dies with it leaves it to the next, who goes on where the last transaction ended.</remarks>
public sealed partial class WorkOnImports(WorkflowsDbContext db, CheckRows check, CommitRows commit, UndoRows undo, TimeProvider clock, ILogger<WorkOnImports> log)
{
    /// <returns>How many imports were worked on.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var worked = 0;
        while (await ClaimAsync(cancellation) is { } import)
        {
            worked++;
            var state = import.State;
            try
            {
                await (state switch
                {
                    ImportState.Checking => check.WorkAsync(import, cancellation),
                    ImportState.Committing => commit.WorkAsync(import, cancellation),
                    _ => undo.WorkAsync(import, cancellation),
                });
            }
            catch (Exception problem) when (problem is not OperationCanceledException && !problem.IsPassing())
            {
                // One import that cannot be done must not be tried for ever, nor keep the others waiting.
                LogFailed(import.Id, problem);
                await FailAsync(import.Id, state, cancellation);
            }
        }

        return worked;
    }

    private async Task FailAsync(Guid id, ImportState state, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        db.ChangeTracker.Clear();
        (await db.Set<FirmImport>().SingleOrDefaultAsync(i => i.Id == id && i.State == state, cancellation))?.Fail(clock.GetUtcNow());
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The import {ImportId} cannot be done")]
    private partial void LogFailed(Guid importId, Exception problem);

    private async Task<FirmImport?> ClaimAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.BeginWriteAsync(cancellation);
        db.ChangeTracker.Clear();
        var free = await db.Set<FirmImport>().AsNoTracking()
            .Where(i => (i.State == ImportState.Checking || i.State == ImportState.Committing || i.State == ImportState.Undoing) && (i.ClaimedUntil == null || i.ClaimedUntil < now))
            .OrderBy(i => i.ChangedAt).FirstOrDefaultAsync(cancellation);
        if (free is null || !await db.HoldAsync(free, now, cancellation))
        {
            return null;
        }

        await transaction.CommitAsync(cancellation);
        return free;
    }
}
