using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Asmex.Workflows.Letters;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Asmex.Workflows.Storage;

/// <summary>Rings when a commit has left letters to send, so that they need not wait for the next sweep. Rings that nobody has heard yet are one.</summary>
public sealed class LetterSignal : ISaveChangesInterceptor, IDbTransactionInterceptor
{
    private readonly Channel<bool> _rings = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConditionalWeakTable<DbContext, object> _withLetters = [];

    public IAsyncEnumerable<bool> ListenAsync(CancellationToken cancellation) => _rings.Reader.ReadAllAsync(cancellation);

    public ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is { } db && db.ChangeTracker.Entries<Letter>().Any(letter => letter.State == EntityState.Added))
        {
            _withLetters.AddOrUpdate(db, this);
        }

        return ValueTask.FromResult(result);
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Committed(eventData.Context!);
        return Task.CompletedTask;
    }

    /// <summary>For a commit that is not made through EF Core.</summary>
    internal void Committed(DbContext db)
    {
        if (_withLetters.Remove(db))
        {
            _rings.Writer.TryWrite(true);
        }
    }

    /// <summary>What the context wrote was taken back.</summary>
    internal void Forget(DbContext db) => _withLetters.Remove(db);
}
