using System.Data.Common;
using System.Globalization;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;

namespace Asmex.Workflows.Running;

/// <summary>Reads and writes the engine's rows: one locking read, then statements that go in one batch with the commit.</summary>
internal sealed partial class BurstWriter(WorkflowsDbContext db)
{
    private const string Columns =
        "id, definition_id, version, name, correlation_id, status, sub_status, parent_bookmark_id, plan_id, action_id, region, state, bursts, created_at, updated_at, finished_at, held_by, held_at";

    private const string ById = $"SELECT {Columns} FROM workflow_instances WHERE id = $1";
    private const string ByBookmark = $"SELECT {Columns} FROM workflow_instances WHERE id = (SELECT instance_id FROM bookmarks WHERE id = $1)";

    public Task<WorkflowInstance?> LockAsync(string instanceId, CancellationToken cancellation) =>
        ReadAsync(IsPostgres ? ById + " FOR UPDATE" : ById, instanceId, cancellation);

    // The lock is on the instance alone: whether the bookmark still waits is read from the state, after the lock is held.
    public Task<WorkflowInstance?> LockByBookmarkAsync(string bookmarkId, CancellationToken cancellation) =>
        ReadAsync(IsPostgres ? ByBookmark + " FOR UPDATE" : ByBookmark, bookmarkId, cancellation);

    /// <summary>The same, but nothing when another transaction holds the instance.</summary>
    public Task<WorkflowInstance?> TryLockByBookmarkAsync(string bookmarkId, CancellationToken cancellation) =>
        ReadAsync(IsPostgres ? ByBookmark + " FOR UPDATE SKIP LOCKED" : ByBookmark, bookmarkId, cancellation);

    /// <summary>The version of a definition that new instances start with; null when none is published.</summary>
    public async Task<int?> PublishedAsync(string definitionId, CancellationToken cancellation)
    {
        var newest = await Transaction.ReadAsync(new Statement("SELECT max(version) FROM workflow_definitions WHERE definition_id = $1 AND state = 'Published'").Text(definitionId), row => row.GetValue(0), cancellation);
        return newest is null or DBNull ? null : Convert.ToInt32(newest, CultureInfo.InvariantCulture);
    }

    /// <summary>A new instance, as it is before its first burst or as that burst left it.</summary>
    public void Insert(WorkflowInstance instance) => Write(
        new Statement($"INSERT INTO workflow_instances ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)")
            .Text(instance.Id).Text(instance.DefinitionId).Number(instance.Version).Text(instance.Name).Text(instance.CorrelationId)
            .Text(instance.Status.ToString()).Text(instance.SubStatus.ToString()).Text(instance.ParentBookmarkId).Key(instance.PlanId).Key(instance.ActionId)
            .Text(instance.Region).Text(instance.State).Number(instance.Bursts).At(instance.CreatedAt).At(instance.UpdatedAt).At(instance.FinishedAt)
            .Text(instance.HeldBy).At(instance.HeldAt));

    /// <summary>What a burst made of an instance that is there.</summary>
    public void Update(WorkflowInstance instance) => Write(
        new Statement("UPDATE workflow_instances SET state = $1, status = $2, sub_status = $3, name = $4, correlation_id = $5, bursts = $6, updated_at = $7, finished_at = $8 WHERE id = $9")
            .Text(instance.State).Text(instance.Status.ToString()).Text(instance.SubStatus.ToString()).Text(instance.Name).Text(instance.CorrelationId)
            .Number(instance.Bursts).At(instance.UpdatedAt).At(instance.FinishedAt).Text(instance.Id));

    /// <summary>The bookmarks and the line of the journal of a burst.</summary>
    public void Follow(WorkflowInstance instance, Burst burst, string? answered, Actor actor)
    {
        if (instance.Status == WorkflowStatus.Finished)
        {
            Write(new Statement("DELETE FROM bookmarks WHERE instance_id = $1").Text(instance.Id));
        }
        else
        {
            foreach (var burned in burst.Burned)
            {
                Write(new Statement("DELETE FROM bookmarks WHERE id = $1").Text(burned));
            }

            foreach (var added in burst.Added)
            {
                Wait(instance.Id, added, instance.UpdatedAt);
            }
        }

        Journal(instance.Id, instance.Bursts, instance.UpdatedAt, actor, answered, burst.Executions);
    }

    /// <summary>Takes a bookmark from the clock.</summary>
    public void Hold(string bookmarkId) => Write(new Statement("UPDATE bookmarks SET due_at = NULL WHERE id = $1").Text(bookmarkId));

    private bool IsPostgres => db is PostgresDbContext;

    private WriteTransaction Transaction => db.Writing ?? throw new InvalidOperationException("A burst runs inside the transaction of a verb.");

    private void Write(Statement statement) => Transaction.Add(statement);

    private void Wait(string instanceId, Bookmark bookmark, DateTimeOffset now) =>
        Write(new Statement("INSERT INTO bookmarks (id, instance_id, activity_id, node_id, name, stimulus, payload, due_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
            .Text(bookmark.Id).Text(instanceId).Text(bookmark.ActivityId).Text(bookmark.NodeId).Text(bookmark.Name).Text(bookmark.Stimulus)
            .Text(bookmark.Payload?.ToJsonString()).At(bookmark.DueAt).At(now));

    private void Journal(string instanceId, int number, DateTimeOffset at, Actor actor, string? answered, IReadOnlyList<ActivityExecution> executions) =>
        Write(new Statement("INSERT INTO journal (instance_id, number, at, actor_id, actor_name, bookmark_id, executions) VALUES ($1, $2, $3, $4, $5, $6, $7)")
            .Text(instanceId).Number(number).At(at).Key(actor.PersonId).Text(actor.Name).Text(answered).Text(ExecutionRecords.Write(executions)));

    private Task<WorkflowInstance?> ReadAsync(string sql, string id, CancellationToken cancellation) =>
        Transaction.ReadAsync(new Statement(sql).Text(id), Instance, cancellation);

    private static WorkflowInstance Instance(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        DefinitionId = row.GetString(1),
        Version = row.GetInt32(2),
        Name = Text(row, 3),
        CorrelationId = Text(row, 4),
        Status = Enum.Parse<WorkflowStatus>(row.GetString(5)),
        SubStatus = Enum.Parse<WorkflowSubStatus>(row.GetString(6)),
        ParentBookmarkId = Text(row, 7),
        PlanId = row.IsDBNull(8) ? null : row.GetGuid(8),
        ActionId = row.IsDBNull(9) ? null : row.GetGuid(9),
        Region = Text(row, 10),
        State = row.GetString(11),
        Bursts = row.GetInt32(12),
        CreatedAt = At(row, 13),
        UpdatedAt = At(row, 14),
        FinishedAt = row.IsDBNull(15) ? null : At(row, 15),
        HeldBy = Text(row, 16),
        HeldAt = row.IsDBNull(17) ? null : At(row, 17),
    };

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset At(DbDataReader row, int column) => new(DateTime.SpecifyKind(row.GetDateTime(column), DateTimeKind.Utc));
}
