using Asmex.Workflows.Formats;
using Asmex.Workflows.Running;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Asmex.Workflows.Tests.Crash;

/// <summary>Two copies of the real program on one PostgreSQL, for the tests of one class.</summary>
public sealed class TwoCopies : IAsyncLifetime
{
    // Only who waits for the one that holds the row, or for somebody who does: the copies' own sweeps wait for each other too.
    private const string Waiting = """
        with recursive behind (pid) as (
            select $1::int
            union
            select a.pid from pg_stat_activity a join behind b on b.pid = any (pg_blocking_pids(a.pid)) where a.datname = current_database())
        select count(*) - 1 from behind
        """;

    private SmtpServer _mail = default!;
    private CrashedProgram _one = default!;
    private CrashedProgram _other = default!;

    public TestDatabase Database { get; private set; } = default!;

    public async Task InitializeAsync()
    {
        if (PostgresServer.ReasonToSkip is not null)
        {
            return;
        }

        _mail = new SmtpServer();
        Database = await TestDatabase.CreateAsync(DatabaseKind.Postgres, services => services.Configure<RunningOptions>(o => o.DefinitionsPath = House.Definitions), House.Start);
        (_one, _other) = (new CrashedProgram(Database, _mail), new CrashedProgram(Database, _mail));
        await Task.WhenAll(_one.StartAsync(House.Start), _other.StartAsync(House.Start));
    }

    public async Task DisposeAsync()
    {
        if (PostgresServer.ReasonToSkip is null)
        {
            await _one.DisposeAsync();
            await _other.DisposeAsync();
            await Database.DisposeAsync();
            await _mail.DisposeAsync();
        }
    }

    /// <summary>Tells one copy to do something, and waits for it.</summary>
    public Task<string?> DoAsync(Act act) => _one.DoAsync(act);

    /// <summary>One act in each copy, both stopped before the instance, which a third transaction holds; then they are let go in this order.</summary>
    /// <param name="isSecondToWait">False for an act that passes by what another holds.</param>
    public async Task<(string? First, string? Second)> RaceAsync(string instanceId, Act first, Act second, bool isSecondToWait = true)
    {
        await using var connection = new NpgsqlConnection(Database.ConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("select 1 from workflow_instances where id = $1 for update", connection, transaction) { Parameters = { new() { Value = instanceId } } })
        {
            await hold.ExecuteScalarAsync();
        }

        var one = _one.DoAsync(first);
        await UntilWaitingAsync(1, connection.ProcessID);
        var two = _other.DoAsync(second);
        await (isSecondToWait ? UntilWaitingAsync(2, connection.ProcessID) : two);
        await transaction.CommitAsync();
        return (await one, await two);
    }

    /// <summary>One act in each copy at the same time, in an order that nobody chose.</summary>
    public async Task<(string? One, string? Other)> AtOnceAsync(Act one, Act other)
    {
        var (here, there) = (_one.DoAsync(one), _other.DoAsync(other));
        return (await here, await there);
    }

    private async Task UntilWaitingAsync(int copies, int holder)
    {
        await using var connection = new NpgsqlConnection(Database.ConnectionString);
        await connection.OpenAsync();
        await using var waiting = new NpgsqlCommand(Waiting, connection) { Parameters = { new() { Value = holder } } };
        while ((long)(await waiting.ExecuteScalarAsync())! < copies)
        {
        }
    }
}
