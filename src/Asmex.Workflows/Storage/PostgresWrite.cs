using System.Data.Common;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Asmex.Workflows.Storage;

/// <summary>A transaction on PostgreSQL; statements go in one batch, with the commit as its last.</summary>
internal sealed class PostgresWrite(PostgresDbContext db, NpgsqlConnection connection, IDbContextTransaction transaction) : WriteTransaction(db)
{
    protected private override string HoldHead => "SELECT number, hash FROM audit_head WHERE id = 1 FOR UPDATE";

    protected private override async Task ExecuteAsync(List<Statement> statements, CancellationToken cancellation)
    {
        await using var batch = BatchOf(statements);
        await batch.ExecuteNonQueryAsync(cancellation);
        for (var i = 0; i < statements.Count; i++)
        {
            statements[i].Changed = batch.BatchCommands[i].RecordsAffected;
        }
    }

    protected private override async Task<T?> ReadAsync<T>(List<Statement> before, Statement query, Func<DbDataReader, T> row, CancellationToken cancellation)
        where T : class
    {
        before.Add(query);
        await using var batch = BatchOf(before);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? row(reader) : null;
    }

    // A statement that fails keeps those after it from running, the commit too.
    protected private override async Task CommitAsync(List<Statement> last, CancellationToken cancellation)
    {
        if (last.Count == 0)
        {
            await transaction.CommitAsync(cancellation);
            return;
        }

        last.Add(new Statement("COMMIT"));
        await ExecuteAsync(last, cancellation);

        // EF Core would go on inside a transaction that is over.
        await transaction.DisposeAsync();
    }

    protected private override ValueTask EndAsync() => transaction.DisposeAsync();

    private NpgsqlBatch BatchOf(List<Statement> statements)
    {
        var batch = new NpgsqlBatch(connection);
        foreach (var statement in statements)
        {
            var command = new NpgsqlBatchCommand(statement.Sql);
            statement.AddTo(command.Parameters, () => new NpgsqlParameter(), name: null);
            batch.BatchCommands.Add(command);
        }

        return batch;
    }
}
