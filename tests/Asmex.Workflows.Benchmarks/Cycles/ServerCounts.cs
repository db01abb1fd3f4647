using Npgsql;

namespace Asmex.Workflows.Benchmarks.Cycles;

/// <summary>What the PostgreSQL server has done so far for a database.</summary>
internal sealed record ServerCounts(long Commits, long WalBytes)
{
    /// <summary>Reads them after the sessions have ended: a session hands in its counts late.</summary>
    public static async Task<ServerCounts> ReadAsync(NpgsqlDataSource source, string connectionString)
    {
        source.Clear();
        var database = new NpgsqlConnectionStringBuilder(connectionString);
        await using var outside = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Database = "postgres", Pooling = false }.ToString());
        await using var sessions = outside.CreateCommand("SELECT count(*) FROM pg_stat_activity WHERE datname = $1");
        sessions.Parameters.Add(new() { Value = database.Database });
        while ((long)(await sessions.ExecuteScalarAsync())! > 0)
        {
            await Task.Yield();
        }

        await using var counts = outside.CreateCommand("SELECT xact_commit, (pg_current_wal_lsn() - '0/0')::bigint FROM pg_stat_database WHERE datname = $1");
        counts.Parameters.Add(new() { Value = database.Database });
        await using var reader = await counts.ExecuteReaderAsync();
        await reader.ReadAsync();
        return new ServerCounts(reader.GetInt64(0), reader.GetInt64(1));
    }

    public static ServerCounts operator -(ServerCounts later, ServerCounts earlier) => new(later.Commits - earlier.Commits, later.WalBytes - earlier.WalBytes);
}
