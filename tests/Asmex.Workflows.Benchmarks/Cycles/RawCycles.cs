using System.Diagnostics;
using Npgsql;

namespace Asmex.Workflows.Benchmarks.Cycles;

/// <summary>The yardstick: plain Npgsql that writes the rows of a recorded cycle under new ids, in one transaction a burst, with the lock and
/// the batches a careful hand would use, and without an engine.</summary>
internal sealed class RawCycles(NpgsqlDataSource source, IReadOnlyList<RecordedBurst> recorded)
{
    public async Task RunAsync(Action<double> resumed)
    {
        var id = CycleHouse.NewId();
        var bookmark = await StartAsync(id);
        for (var resume = 1; resume <= 2; resume++)
        {
            var at = Stopwatch.GetTimestamp();
            bookmark = await ResumeAsync(id, bookmark!, recorded[resume]);
            resumed(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
        }
    }

    private async Task<string?> StartAsync(string id)
    {
        var burst = recorded[0];
        await using var connection = await source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        Add(batch, "BEGIN");
        Insert(batch, "workflow_instances", RecordedBurst.InstanceColumns, [id, .. burst.Instance[1..]]);
        var bookmark = Wait(batch, id, burst);
        Note(batch, id, null, burst);
        Add(batch, "COMMIT");
        await batch.ExecuteNonQueryAsync();
        return bookmark;
    }

    private async Task<string?> ResumeAsync(string id, string answered, RecordedBurst burst)
    {
        await using var connection = await source.OpenConnectionAsync();
        await LockAsync(connection, answered);
        await using var batch = new NpgsqlBatch(connection);
        Add(batch, "UPDATE workflow_instances SET state = $1, status = $2, sub_status = $3, bursts = $4, updated_at = $5, finished_at = $6 WHERE id = $7",
            burst.Instance[11], burst.Instance[5], burst.Instance[6], burst.Instance[12], burst.Instance[14], burst.Instance[15], id);
        Add(batch, "DELETE FROM bookmarks WHERE id = $1", answered);
        var bookmark = Wait(batch, id, burst);
        Note(batch, id, answered, burst);
        Add(batch, "COMMIT");
        await batch.ExecuteNonQueryAsync();
        return bookmark;
    }

    private static async Task LockAsync(NpgsqlConnection connection, string bookmark)
    {
        await using var batch = new NpgsqlBatch(connection);
        Add(batch, "BEGIN");
        Add(batch, $"SELECT {RecordedBurst.InstanceColumns} FROM workflow_instances WHERE id = (SELECT instance_id FROM bookmarks WHERE id = $1) FOR UPDATE", bookmark);
        await using var reader = await batch.ExecuteReaderAsync();
        if (!await reader.ReadAsync())
        {
            throw new InvalidOperationException($"Nobody waits at '{bookmark}'.");
        }

        _ = reader.GetString(11);
    }

    private static string? Wait(NpgsqlBatch batch, string id, RecordedBurst burst)
    {
        if (burst.Bookmark.Length == 0)
        {
            return null;
        }

        var bookmark = CycleHouse.NewId()[..20] + CycleHouse.NewId()[^12..];
        Insert(batch, "bookmarks", RecordedBurst.BookmarkColumns, [bookmark, id, .. burst.Bookmark[2..]]);
        return bookmark;
    }

    private static void Note(NpgsqlBatch batch, string id, string? answered, RecordedBurst burst) =>
        Insert(batch, "journal", RecordedBurst.EntryColumns, [id, .. burst.Entry[1..5], (object?)answered ?? DBNull.Value, burst.Entry[6]]);

    private static void Insert(NpgsqlBatch batch, string table, string columns, object[] values) =>
        Add(batch, $"INSERT INTO {table} ({columns}) VALUES ({string.Join(", ", values.Select((_, i) => $"${i + 1}"))})", values);

    private static void Add(NpgsqlBatch batch, string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        batch.BatchCommands.Add(command);
    }
}
