using Npgsql;

namespace Asmex.Workflows.Benchmarks.Cycles;

/// <summary>The rows one burst of the product left, so that another program can write the same.</summary>
/// <param name="Instance">The columns of the instance, in the order of <see cref="InstanceColumns"/>.</param>
/// <param name="Bookmark">Those of the bookmark it waits at; empty at the end.</param>
/// <param name="Entry">Those of the line of its journal.</param>
internal sealed record RecordedBurst(object[] Instance, object[] Bookmark, object[] Entry)
{
    public const string InstanceColumns =
        "id, definition_id, version, name, correlation_id, status, sub_status, parent_bookmark_id, plan_id, action_id, region, state, bursts, created_at, updated_at, finished_at";

    public const string BookmarkColumns = "id, instance_id, activity_id, node_id, name, stimulus, payload, due_at, created_at";
    public const string EntryColumns = "instance_id, number, at, actor_id, actor_name, bookmark_id, executions";

    /// <summary>Runs one cycle on the product and reads what each burst left.</summary>
    public static async Task<IReadOnlyList<RecordedBurst>> OfAsync(CycleHouse house, NpgsqlDataSource source)
    {
        var id = CycleHouse.NewId();
        await house.StartAsync(id);
        var bursts = new List<RecordedBurst> { await ReadAsync(source, id) };
        for (var resume = 0; resume < 2; resume++)
        {
            await house.ResumeAsync(house.BookmarkOf(id));
            bursts.Add(await ReadAsync(source, id));
        }

        return bursts;
    }

    private static async Task<RecordedBurst> ReadAsync(NpgsqlDataSource source, string id) => new(
        await RowAsync(source, $"SELECT {InstanceColumns} FROM workflow_instances WHERE id = $1", id),
        await RowAsync(source, $"SELECT {BookmarkColumns} FROM bookmarks WHERE instance_id = $1", id),
        await RowAsync(source, $"SELECT {EntryColumns} FROM journal WHERE instance_id = $1 ORDER BY number DESC LIMIT 1", id));

    private static async Task<object[]> RowAsync(NpgsqlDataSource source, string sql, string id)
    {
        await using var command = source.CreateCommand(sql);
        command.Parameters.Add(new() { Value = id });
        await using var reader = await command.ExecuteReaderAsync();
        if (!await reader.ReadAsync())
        {
            return [];
        }

        var row = new object[reader.FieldCount];
        reader.GetValues(row);
        return row;
    }
}
