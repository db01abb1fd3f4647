using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Storage;

/// <summary>On SQLite those who queue share one commit; on PostgreSQL each has its own. Nobody may see the difference.</summary>
public sealed class WriteGateTests
{
    [DatabaseTheory]
    public async Task Many_writers_at_once_lose_nothing_and_who_fails_leaves_nothing(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);

        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() => AddAsync(database, $"p{i}", fail: i % 3 == 0))));

        Assert.Equal(40, await CountAsync(database));
    }

    [DatabaseTheory]
    public async Task Nobody_is_told_that_it_is_written_before_others_can_read_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);

        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Task.Run(async () =>
        {
            await AddAsync(database, $"p{i}");
            await using var scope = database.Scope();
            Assert.True(await scope.Db.Users.AnyAsync(p => p.Name == $"p{i}"));
        })));
    }

    [Fact]
    public async Task Who_gives_up_waiting_keeps_nobody_from_being_written()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        for (var i = 1; i <= 200; i++)
        {
            await using var first = database.Scope();
            await using var transaction = await first.Db.BeginWriteAsync(default);
            first.Db.Add(new Person($"p{i}", $"p{i}@asmex.test", "fr"));
            await first.Db.SaveChangesAsync();
            using var patience = new CancellationTokenSource();
            await using var second = database.Scope();
            var waiting = second.Db.BeginWriteAsync(patience.Token);

            // The turn may come to the second in the moment in which it gives up.
            await Task.WhenAll(patience.CancelAsync(), transaction.CommitAsync(default));

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
            Assert.Equal(i, await CountAsync(database));
        }
    }

    [DatabaseTheory]
    public async Task A_context_reads_on_after_its_commit(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var scope = database.Scope();
        for (var i = 1; i <= 3; i++)
        {
            await using var transaction = await scope.Db.BeginWriteAsync(default);
            scope.Db.Add(new Person($"p{i}", $"p{i}@asmex.test", "fr"));
            await scope.Db.SaveChangesAsync();
            await transaction.CommitAsync(default);
            Assert.Equal(i, await scope.Db.Users.CountAsync());
        }
    }

    private static async Task AddAsync(TestDatabase database, string name, bool fail = false)
    {
        await using var scope = database.Scope();
        await using var transaction = await scope.Db.BeginWriteAsync(default);
        scope.Db.Add(new Person(name, $"{name}@asmex.test", "fr"));
        await scope.Db.SaveChangesAsync();
        if (!fail)
        {
            await transaction.CommitAsync(default);
        }
    }

    private static async Task<int> CountAsync(TestDatabase database)
    {
        await using var scope = database.Scope();
        return await scope.Db.Users.CountAsync();
    }
}
