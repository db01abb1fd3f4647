using System.Data;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Search;
using Asmex.Workflows.Storage.Search;
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

    internal override IQueryable<Firm> FirmsWith(IReadOnlyList<IReadOnlyList<SearchToken>> words)
    {
        var query = string.Join(" & ", words.Select(forms => $"({string.Join(" | ", forms.Select(f => $"'{f.Text}'{(f.IsPrefix ? ":*" : "")}"))})"));
        return Set<Firm>().FromSqlRaw($"SELECT * FROM firms WHERE {PostgresSearch.Words} @@ {{0}}::text::tsquery", query);
    }
}
