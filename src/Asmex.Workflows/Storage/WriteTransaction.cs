using System.Data.Common;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Asmex.Workflows.Storage;

/// <summary>The transaction of a verb; disposed without a commit, it leaves nothing. Hand-written statements wait here and go with the next
/// command of the context, or with the commit: one round trip less.</summary>
public abstract class WriteTransaction(WorkflowsDbContext db) : IAsyncDisposable
{
    private List<Statement> _pending = [];

    internal bool HasPending => _pending.Count > 0;

    public async Task CommitAsync(CancellationToken cancellation)
    {
        await CommitAsync(TakePending(), cancellation);
        db.GetService<LetterSignal>().Committed(db);
    }

    public async ValueTask DisposeAsync()
    {
        db.Writing = null;
        db.GetService<LetterSignal>().Forget(db);
        await EndAsync();
        GC.SuppressFinalize(this);
    }

    internal void Add(Statement statement) => _pending.Add(statement);

    /// <summary>Executes what waits.</summary>
    internal Task FlushAsync(CancellationToken cancellation) => HasPending ? ExecuteAsync(TakePending(), cancellation) : Task.CompletedTask;

    /// <summary>Executes what waits, then reads one row; null when there is none.</summary>
    internal Task<T?> ReadAsync<T>(Statement query, Func<DbDataReader, T> row, CancellationToken cancellation)
        where T : class => ReadAsync(TakePending(), query, row, cancellation);

    protected private abstract Task ExecuteAsync(List<Statement> statements, CancellationToken cancellation);

    protected private abstract Task<T?> ReadAsync<T>(List<Statement> before, Statement query, Func<DbDataReader, T> row, CancellationToken cancellation)
        where T : class;

    protected private abstract Task CommitAsync(List<Statement> last, CancellationToken cancellation);

    protected private abstract ValueTask EndAsync();

    private List<Statement> TakePending()
    {
        var taken = _pending;
        _pending = [];
        return taken;
    }
}
