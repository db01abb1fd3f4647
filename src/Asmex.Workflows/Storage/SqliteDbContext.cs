using System.Collections.Concurrent;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Search;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Asmex.Workflows.Storage;

/// <summary>The embedded database: one file, one writer at a time.</summary>
public sealed class SqliteDbContext(DbContextOptions<SqliteDbContext> options) : WorkflowsDbContext(options)
{
    // SQLite's own waiting polls and blocks threads; writers of one file queue here instead.
    private static readonly ConcurrentDictionary<string, WriteGate> _gates = new(StringComparer.Ordinal);

    // More ids are longer on the way than FTS5 takes to find them again.
    private const int FewFirms = 1_000;

    private IDbContextTransaction? _joined;
    private string? _own;

    public override async Task<WriteTransaction> BeginWriteAsync(CancellationToken cancellation)
    {
        var gate = _gates.GetOrAdd(((SqliteConnection)Database.GetDbConnection()).DataSource, _ => new WriteGate(new SemaphoreSlim(1, 1), () => new SqliteDbContext(options)));
        var turn = await gate.EnterAsync(cancellation);
        try
        {
            await JoinAsync(turn);
            return Writing = new SqliteWrite(this, turn);
        }
        catch
        {
            await ReturnAsync();
            await turn.DisposeAsync();
            throw;
        }
    }

    public override async Task<IAsyncDisposable> BeginReadAsync(CancellationToken cancellation)
    {
        await Database.OpenConnectionAsync(cancellation);
        // Deferred: it takes no lock, but reads on from where it began.
        var transaction = ((SqliteConnection)Database.GetDbConnection()).BeginTransaction(deferred: true);
        return new Snapshot(this, transaction, (await Database.UseTransactionAsync(transaction, cancellation))!);
    }

    internal override async Task<List<Guid>?> FewFirmsWithAsync(IReadOnlyList<IReadOnlyList<SearchToken>> words, CancellationToken cancellation)
    {
        var found = await Database.SqlQuery<Guid>(
            $"SELECT n.firm_id AS \"Value\" FROM firm_words JOIN firm_numbers n ON n.number = firm_words.rowid WHERE firm_words MATCH {QueryOf(words)} LIMIT {FewFirms + 1}").ToListAsync(cancellation);
        return found.Count <= FewFirms ? found : null;
    }

    internal override IQueryable<Firm> FirmsWith(IReadOnlyList<IReadOnlyList<SearchToken>> words) => Set<Firm>().FromSql(
        $"SELECT * FROM firms WHERE id IN (SELECT n.firm_id FROM firm_words JOIN firm_numbers n ON n.number = firm_words.rowid WHERE firm_words MATCH {QueryOf(words)})");

    // FTS5 reads whatever begins with a word before it gives the first: slower than to read the words of an index in its order.
    internal override Task<List<Guid>?> OpenTasksWithAsync(IReadOnlyList<string> words, int most, CancellationToken cancellation) => Task.FromResult<List<Guid>?>(null);

    /// <summary>Leaves the connection that is shared, for its own.</summary>
    internal async Task ReturnAsync()
    {
        if (_joined is { } joined)
        {
            _joined = null;
            await joined.DisposeAsync();
        }

        if (_own is { } own)
        {
            _own = null;
            Database.SetDbConnection(null);
            Database.SetConnectionString(own);
        }
    }

    private static string QueryOf(IReadOnlyList<IReadOnlyList<SearchToken>> words) =>
        string.Join(" AND ", words.Select(forms => $"({string.Join(" OR ", forms.Select(f => $"\"{f.Text}\"{(f.IsPrefix ? " *" : "")}"))})"));

    private async Task JoinAsync(WriteGate.Turn turn)
    {
        _own = Database.GetConnectionString();
        Database.SetDbConnection(turn.Connection);
        _joined = await Database.UseTransactionAsync(turn.Transaction);
    }

    private sealed class Snapshot(SqliteDbContext db, SqliteTransaction transaction, IDbContextTransaction known) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await known.DisposeAsync();
            await transaction.DisposeAsync();
            await db.Database.CloseConnectionAsync();
        }
    }
}
