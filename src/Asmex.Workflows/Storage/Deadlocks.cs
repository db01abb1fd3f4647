using System.Data.Common;
using Asmex.Workflows.Running;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Asmex.Workflows.Storage;

/// <summary>PostgreSQL gives up one of two transactions that wait for each other: nothing of it is left, and it may simply be done again.</summary>
public static class Deadlocks
{
    /// <summary>How often an act is begun before it is given up.</summary>
    public const int MostAttempts = 4;

    /// <summary>Runs an act that begins, fills and commits one transaction of the context; again from its beginning when that was given up for another's sake,
    /// or when one of those to whom it delivers something could not take it.</summary>
    public static async Task<T> UntilCommittedAsync<T>(this WorkflowsDbContext db, Func<Task<T>> act)
    {
        db.Refusals = new Refusals();
        try
        {
            while (true)
            {
                try
                {
                    return await db.UntilNotGivenUpAsync(act);
                }
                catch (DeliveryRefusedException)
                {
                    db.ChangeTracker.Clear();
                }
            }
        }
        finally
        {
            db.Refusals = null;
        }
    }

    private static async Task<T> UntilNotGivenUpAsync<T>(this WorkflowsDbContext db, Func<Task<T>> act)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await act();
            }
            catch (Exception problem) when (attempt < MostAttempts && problem.IsGivenUp())
            {
                // What the act had read and changed must not meet what the other transaction has written since.
                db.ChangeTracker.Clear();
            }
            catch (EndlessActException problem)
            {
                db.ChangeTracker.Clear();
                await problem.RecordAsync(db);
                throw;
            }
        }
    }

    /// <summary>The same for an act without a result.</summary>
    public static Task UntilCommittedAsync(this WorkflowsDbContext db, Func<Task> act) => db.UntilCommittedAsync(async () =>
    {
        await act();
        return true;
    });

    /// <summary>The same for an act on rows that count their versions: who was slower hears it in words.</summary>
    /// <param name="changed">The refusal.</param>
    /// <exception cref="RuleBrokenException">Somebody changed meanwhile what the act had read.</exception>
    public static async Task<T> UntilCommittedAsync<T>(this WorkflowsDbContext db, string changed, Func<Task<T>> act)
    {
        try
        {
            return await db.UntilCommittedAsync(act);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            throw new RuleBrokenException(changed);
        }
    }

    /// <inheritdoc cref="UntilCommittedAsync{T}(WorkflowsDbContext, string, Func{Task{T}})"/>
    public static Task UntilCommittedAsync(this WorkflowsDbContext db, string changed, Func<Task> act) => db.UntilCommittedAsync(changed, async () =>
    {
        await act();
        return true;
    });

    /// <summary>True for what another attempt may not meet again: a lost connection, a deadlock.</summary>
    public static bool IsPassing(this Exception problem) => Causes(problem).Any(cause => cause is DbException { IsTransient: true });

    /// <summary>True when the transaction was given up for another's sake.</summary>
    public static bool IsGivenUp(this Exception problem) =>
        Causes(problem).Any(cause => cause is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure });

    /// <summary>True when another transaction has written what may be there once only.</summary>
    public static bool IsDoubled(this Exception problem) => Causes(problem).Any(cause => cause is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation });

    private static IEnumerable<Exception> Causes(Exception problem)
    {
        for (var cause = problem; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }
}
