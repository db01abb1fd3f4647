using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Storage;

/// <summary>The embedded database: one file, one writer at a time.</summary>
public sealed class SqliteDbContext(DbContextOptions<SqliteDbContext> options) : WorkflowsDbContext(options)
{
    // SQLite's own waiting polls and blocks threads; writers of one file queue here instead.
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> _gates = new(StringComparer.Ordinal);

    public override async Task<WriteTransaction> BeginWriteAsync(CancellationToken cancellation)
    {
        var gate = _gates.GetOrAdd(((SqliteConnection)Database.GetDbConnection()).DataSource, _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync(cancellation);
        try
        {
            // Microsoft.Data.Sqlite begins a transaction that is not deferred as BEGIN IMMEDIATE.
            return new WriteTransaction(await Database.BeginTransactionAsync(cancellation), gate);
        }
        catch
        {
            gate.Release();
            throw;
        }
    }
}
