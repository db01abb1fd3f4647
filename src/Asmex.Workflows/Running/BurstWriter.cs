using System.Data.Common;
using System.Globalization;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Asmex.Workflows.Running;

/// <summary>Reads and writes the engine's rows: one locking read, then one batch, on the connection and transaction of the context.</summary>
internal sealed class BurstWriter(WorkflowsDbContext db)
{
    private const string Columns =
        "id, definition_id, version, name, correlation_id, status, sub_status, parent_bookmark_id, plan_id, action_id, region, state, bursts, created_at, updated_at, finished_at, held_by, held_at";

    public Task<WorkflowInstance?> LockAsync(string instanceId, CancellationToken cancellation) =>
        ReadAsync($"SELECT {Columns} FROM workflow_instances WHERE id = @p0{ForUpdate}", instanceId, cancellation);

    // The lock is on the instance alone: whether the bookmark still waits is read from the state, after the lock is held.
    public Task<WorkflowInstance?> LockByBookmarkAsync(string bookmarkId, CancellationToken cancellation) =>
        ReadAsync($"SELECT {Columns} FROM workflow_instances WHERE id = (SELECT instance_id FROM bookmarks WHERE id = @p0){ForUpdate}", bookmarkId, cancellation);

    /// <summary>The same, but nothing when another transaction holds the instance.</summary>
    public Task<WorkflowInstance?> TryLockByBookmarkAsync(string bookmarkId, CancellationToken cancellation) =>
        ReadAsync($"SELECT {Columns} FROM workflow_instances WHERE id = (SELECT instance_id FROM bookmarks WHERE id = @p0){(IsPostgres ? ForUpdate + " SKIP LOCKED" : "")}", bookmarkId, cancellation);

    public Task InsertAsync(WorkflowInstance instance, CancellationToken cancellation)
    {
        var batch = new Statements();
        batch.Add($"INSERT INTO workflow_instances ({Columns}) VALUES ({{0}}, {{1}}, {{2}}, {{3}}, {{4}}, {{5}}, {{6}}, {{7}}, {{8}}, {{9}}, {{10}}, {{11}}, {{12}}, {{13}}, {{14}}, {{15}}, {{16}}, {{17}})",
            instance.Id, instance.DefinitionId, instance.Version, instance.Name, instance.CorrelationId, instance.Status.ToString(), instance.SubStatus.ToString(),
            instance.ParentBookmarkId, instance.PlanId, instance.ActionId, instance.Region, instance.State, instance.Bursts,
            instance.CreatedAt.UtcDateTime, instance.UpdatedAt.UtcDateTime, instance.FinishedAt?.UtcDateTime, instance.HeldBy, instance.HeldAt?.UtcDateTime);
        return ExecuteAsync(batch, cancellation);
    }

    /// <summary>Everything a burst did to its instance.</summary>
    public Task SaveAsync(WorkflowInstance instance, Burst burst, string? answered, Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        var (state, at) = (burst.State, now.UtcDateTime);
        var batch = new Statements();
        batch.Add("UPDATE workflow_instances SET state = {0}, status = {1}, sub_status = {2}, name = {3}, correlation_id = {4}, bursts = bursts + 1, updated_at = {5}, finished_at = {6} WHERE id = {7}",
            state.ToJson(), state.Status.ToString(), state.SubStatus.ToString(), state.Name ?? instance.Name, state.CorrelationId, at,
            state.Status == WorkflowStatus.Finished ? at : null, instance.Id);
        if (state.Status == WorkflowStatus.Finished)
        {
            batch.Add("DELETE FROM bookmarks WHERE instance_id = {0}", instance.Id);
        }
        else
        {
            foreach (var burned in burst.Burned)
            {
                batch.Add("DELETE FROM bookmarks WHERE id = {0}", burned);
            }

            foreach (var added in burst.Added)
            {
                batch.Add("INSERT INTO bookmarks (id, instance_id, activity_id, node_id, name, stimulus, payload, due_at, created_at) VALUES ({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8})",
                    added.Id, instance.Id, added.ActivityId, added.NodeId, added.Name, added.Stimulus, added.Payload?.ToJsonString(), added.DueAt?.UtcDateTime, at);
            }
        }

        batch.Add("INSERT INTO journal (instance_id, number, at, actor_id, actor_name, bookmark_id, executions) SELECT id, bursts, {1}, {2}, {3}, {4}, {5} FROM workflow_instances WHERE id = {0}",
            instance.Id, at, actor.PersonId, actor.Name, answered, ExecutionRecords.Write(burst.Executions));
        return ExecuteAsync(batch, cancellation);
    }

    /// <summary>Takes a bookmark from the clock.</summary>
    public Task HoldAsync(string? bookmarkId, CancellationToken cancellation)
    {
        if (bookmarkId is null)
        {
            return Task.CompletedTask;
        }

        var batch = new Statements();
        batch.Add("UPDATE bookmarks SET due_at = NULL WHERE id = {0}", bookmarkId);
        return ExecuteAsync(batch, cancellation);
    }

    private bool IsPostgres => db is PostgresDbContext;

    private string ForUpdate => IsPostgres ? " FOR UPDATE" : "";

    private async Task<WorkflowInstance?> ReadAsync(string sql, string id, CancellationToken cancellation)
    {
        await using var command = Command(sql);
        AddParameter(command, "@p0", id);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? Instance(reader) : null;
    }

    private async Task ExecuteAsync(Statements batch, CancellationToken cancellation)
    {
        await using var command = Command(batch.Text);
        for (var i = 0; i < batch.Values.Count; i++)
        {
            AddParameter(command, "@p" + i.ToString(CultureInfo.InvariantCulture), batch.Values[i]);
        }

        await command.ExecuteNonQueryAsync(cancellation);
    }

    private DbCommand Command(string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = (db.Database.CurrentTransaction ?? throw new InvalidOperationException("A burst runs inside the transaction of a verb.")).GetDbTransaction();
        return command;
    }

    private static void AddParameter(DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
    }

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
