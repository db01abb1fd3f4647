using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Tests.Running;
using Npgsql;

namespace Asmex.Workflows.Tests.Storage;

public sealed class DeadlocksTests
{
    [PostgresFact]
    public async Task Two_transactions_that_wait_for_each_other_both_commit()
    {
        await using var database = await SmallHouse.OpenAsync(DatabaseKind.Postgres);
        await database.StartAsync("asked", "i1");
        await database.StartAsync("asked", "i2");
        var (one, other) = (new TaskCompletionSource(), new TaskCompletionSource());

        var attempts = await Task.WhenAll(LockBothAsync(database, "i1", "i2", one, other.Task), LockBothAsync(database, "i2", "i1", other, one.Task));

        // One was given up at least once; on a busy machine they may meet again.
        Assert.InRange(attempts.Sum(), 3, 7);
    }

    [PostgresFact]
    public async Task What_fails_each_time_is_tried_a_few_times_only()
    {
        await using var database = await SmallHouse.OpenAsync(DatabaseKind.Postgres);
        await using var scope = database.Scope();
        var attempts = 0;

        await Assert.ThrowsAsync<PostgresException>(() => scope.Db.UntilCommittedAsync(() =>
        {
            attempts++;
            throw new PostgresException("could not serialize access", "ERROR", "ERROR", PostgresErrorCodes.SerializationFailure);
        }));

        Assert.Equal(4, attempts);
    }

    [PostgresFact]
    public async Task What_fails_for_another_reason_is_not_tried_again()
    {
        await using var database = await SmallHouse.OpenAsync(DatabaseKind.Postgres);
        await using var scope = database.Scope();
        var attempts = 0;

        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.Db.UntilCommittedAsync(() =>
        {
            attempts++;
            throw new InvalidOperationException("It cannot be.");
        }));

        Assert.Equal(1, attempts);
    }

    /// <summary>Locks one instance, waits until the other act holds the second, and asks for that; says how often it had to begin.</summary>
    private static async Task<int> LockBothAsync(TestDatabase database, string first, string second, TaskCompletionSource holds, Task otherHolds)
    {
        await using var scope = database.Scope();
        var attempts = 0;
        await scope.Db.UntilCommittedAsync(async () =>
        {
            attempts++;
            await using var transaction = await scope.Db.BeginWriteAsync(default);
            var writer = new BurstWriter(scope.Db);
            Assert.NotNull(await writer.LockAsync(first, default));
            holds.TrySetResult();
            await otherHolds;
            Assert.NotNull(await writer.LockAsync(second, default));
            await transaction.CommitAsync(default);
        });
        return attempts;
    }
}
