using System.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Asmex.Workflows.Storage;

/// <summary>The database of production and of several nodes.</summary>
public sealed class PostgresDbContext(DbContextOptions<PostgresDbContext> options) : WorkflowsDbContext(options)
{
    public override async Task<WriteTransaction> BeginWriteAsync(CancellationToken cancellation)
    {
        // Every read that decides is a locking read, so read committed is enough.
        var transaction = await Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellation);
        return Writing = new PostgresWrite(this, (NpgsqlConnection)Database.GetDbConnection(), transaction);
    }

    public override async Task<IAsyncDisposable> BeginReadAsync(CancellationToken cancellation) =>
        await Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
}
