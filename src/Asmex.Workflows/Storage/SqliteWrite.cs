using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Storage;

/// <summary>A turn in the queue of writers on SQLite: its part of a transaction that several share.</summary>
internal sealed class SqliteWrite(SqliteDbContext db, WriteGate.Turn turn) : WriteTransaction(db)
{
    // Whoever writes here holds the whole file already.
    protected private override string HoldHead => "SELECT number, hash FROM audit_head WHERE id = 1";

    protected private override async Task ExecuteAsync(List<Statement> statements, CancellationToken cancellation)
    {
        foreach (var statement in statements)
        {
            await using var command = CommandOf(statement);
            statement.Changed = await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    protected private override async Task<T?> ReadAsync<T>(List<Statement> before, Statement query, Func<DbDataReader, T> row, CancellationToken cancellation)
        where T : class
    {
        await ExecuteAsync(before, cancellation);
        await using var command = CommandOf(query);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? row(reader) : null;
    }

    protected private override async Task CommitAsync(List<Statement> last, CancellationToken cancellation)
    {
        await ExecuteAsync(last, cancellation);
        await db.ReturnAsync();
        await turn.CommitAsync();
    }

    protected private override async ValueTask EndAsync()
    {
        await db.ReturnAsync();
        await turn.DisposeAsync();
    }

    private SqliteCommand CommandOf(Statement statement)
    {
        var command = turn.Connection.CreateCommand();
        command.CommandText = statement.Sql;
        command.Transaction = turn.Transaction;
        statement.AddTo(command.Parameters, command.CreateParameter, i => string.Create(CultureInfo.InvariantCulture, $"${i + 1}"));
        return command;
    }
}
