using Asmex.Workflows.People;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Fixtures;

public sealed class TestDatabaseTests
{
    [DatabaseTheory]
    public async Task A_test_has_a_database_of_its_own(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using (var writing = database.Scope())
        {
            await using var transaction = await writing.Db.BeginWriteAsync(default);
            writing.Db.Add(new Person("Salma Idrissi", "salma@asmex.test", "fr"));
            await writing.Db.SaveChangesAsync();
            await transaction.CommitAsync(default);
        }

        await using var other = await TestDatabase.CreateAsync(kind);
        await using var here = database.Scope();
        await using var there = other.Scope();

        Assert.Equal("Salma Idrissi", (await here.Db.Users.SingleAsync()).Name);
        Assert.Empty(await there.Db.Users.ToListAsync());
    }

    [DatabaseTheory]
    [Row("fr")]
    [Row("ar")]
    public async Task Rows_follow_the_database(DatabaseKind kind, string language)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var scope = database.Scope();

        Assert.Equal(kind == DatabaseKind.Sqlite, scope.Db.Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal));
        Assert.Equal(2, language.Length);
    }

    [PostgresFact]
    public async Task The_private_server_listens_on_no_port()
    {
        var server = await PostgresServer.Quick;

        Assert.True(server.IsRunning);
        await using var connection = new Npgsql.NpgsqlConnection(server.ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand("SHOW listen_addresses", connection);
        Assert.Equal("", await command.ExecuteScalarAsync());
    }
}
