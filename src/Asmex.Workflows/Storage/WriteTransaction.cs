using System.Data.Common;
using System.Globalization;
using Asmex.Workflows.Audit;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Asmex.Workflows.Storage;

/// <summary>The transaction of a verb; disposed without a commit, it leaves nothing. Hand-written statements wait here and go with the next
/// command of the context, or with the commit: one round trip less.</summary>
public abstract class WriteTransaction(WorkflowsDbContext db) : IAsyncDisposable
{
    private const string Append = "INSERT INTO audit_rows (number, at, kind, key, payload, previous, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    private const string Advance = "UPDATE audit_head SET number = $1, hash = $2 WHERE id = 1";

    private readonly List<AuditNote> _notes = [];
    private List<Statement> _pending = [];

    internal bool HasPending => _pending.Count > 0;

    public async Task CommitAsync(CancellationToken cancellation)
    {
        await ChainAsync(cancellation);
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

    /// <summary>What belongs into the audit chain; linked at the end, so that its head is held no longer than the commit takes.</summary>
    internal void Note(AuditNote note) => _notes.Add(note);

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

    /// <summary>The statement that reads the head of the audit chain and keeps others from it until the commit.</summary>
    protected private abstract string HoldHead { get; }

    private async Task ChainAsync(CancellationToken cancellation)
    {
        if (_notes.Count == 0)
        {
            return;
        }

        var head = await ReadAsync(new Statement(HoldHead), row => Tuple.Create(row.GetInt32(0), row.GetString(1)), cancellation)
            ?? throw new InvalidOperationException("The audit chain has no head: its table is empty.");
        var (number, hash) = (head.Item1, head.Item2);
        var at = db.GetService<TimeProvider>().GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        foreach (var note in _notes)
        {
            var row = new AuditRow(++number, at, note, hash);
            hash = row.Hash;
            Add(new Statement(Append).Number(row.Number).Text(row.At).Text(row.Kind).Text(row.Key).Text(row.Payload).Text(row.Previous).Text(row.Hash));
        }

        Add(new Statement(Advance).Number(number).Text(hash));
        _notes.Clear();
    }

    private List<Statement> TakePending()
    {
        var taken = _pending;
        _pending = [];
        return taken;
    }
}
