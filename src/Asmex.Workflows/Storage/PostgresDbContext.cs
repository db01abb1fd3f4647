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
    // Each row of a walk is compared with every form; with more of them than what a person types has by itself, the index is quicker even for common words.
    private const int FormsWorthAWalk = 24;

    // Of more, a list in the order of names meets its first page soon enough by itself.
    private const int FewFirms = 5_000;

    public override async Task<WriteTransaction> BeginWriteAsync(CancellationToken cancellation)
    {
        // Every read that decides is a locking read, so read committed is enough.
        var transaction = await Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellation);
        return Writing = new PostgresWrite(this, (NpgsqlConnection)Database.GetDbConnection(), transaction);
    }

    public override async Task<IAsyncDisposable> BeginReadAsync(CancellationToken cancellation) =>
        await Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);

    internal override async Task<List<Guid>?> OpenTasksWithAsync(IReadOnlyList<string> words, int most, CancellationToken cancellation)
    {
        // Apart from the limit, so that the planner goes by the index of words; few rows are fetched all the same.
        var query = string.Join(" & ", words.Select(w => $"'{w}':*"));
        return await Database.SqlQueryRaw<Guid>($"WITH found AS MATERIALIZED (SELECT id FROM tasks WHERE status = 'Open' AND {PostgresSearch.TaskWords} @@ {{0}}::text::tsquery) SELECT id AS \"Value\" FROM found LIMIT {{1}}", query, most).ToListAsync(cancellation);
    }

    internal override async Task<List<Guid>?> FewFirmsWithAsync(IReadOnlyList<IReadOnlyList<SearchToken>> words, CancellationToken cancellation)
    {
        var found = await Database.SqlQueryRaw<Guid>("SELECT id AS \"Value\" FROM firms_with({0}::text::tsquery, {1}) id", QueryOf(words), FewFirms + 1).ToListAsync(cancellation);
        return found.Count <= FewFirms ? found : null;
    }

    internal override IQueryable<Firm> FirmsWith(IReadOnlyList<IReadOnlyList<SearchToken>> words) => words.Sum(forms => forms.Count) <= FormsWorthAWalk
        ? Set<Firm>().FromSql($"SELECT * FROM firms WHERE words @@ {QueryOf(words)}::text::tsquery")
        : Set<Firm>().FromSql($"SELECT * FROM firms WHERE id IN (SELECT firms_with({QueryOf(words)}::text::tsquery, NULL))");

    private static string QueryOf(IReadOnlyList<IReadOnlyList<SearchToken>> words) =>
        string.Join(" & ", words.Select(forms => $"({string.Join(" | ", forms.Select(f => $"'{f.Text}'{(f.IsPrefix ? ":*" : "")}"))})"));
}
