using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Asmex.Workflows.Storage;

/// <summary>Where the writers of one SQLite file queue. Those who queue share a transaction, each with a savepoint of its own, so that one flush to the disk
/// serves them all; nobody is told "committed" before that flush.</summary>
/// <param name="turn">Lets one in at a time.</param>
/// <param name="open">A context whose connection carries the shared transaction.</param>
internal sealed class WriteGate(SemaphoreSlim turn, Func<SqliteDbContext> open)
{
    private const int Most = 16;
    private const string Savepoint = "turn";

    private int _queued;
    private Shared? _shared;

    public async Task<Turn> EnterAsync(CancellationToken cancellation)
    {
        Interlocked.Increment(ref _queued);
        try
        {
            await turn.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            await turn.WaitAsync(CancellationToken.None);
        }

        Interlocked.Decrement(ref _queued);
        if (cancellation.IsCancellationRequested)
        {
            await PassAsync();
            throw new OperationCanceledException(cancellation);
        }

        try
        {
            _shared ??= await Shared.BeginAsync(open());
            await _shared.Transaction.SaveAsync(Savepoint, CancellationToken.None);
            return new Turn(this, _shared);
        }
        catch (Exception problem)
        {
            await BreakAsync(problem);
            turn.Release();
            throw;
        }
    }

    // Whoever went before may have left the commit to this one.
    private async Task PassAsync()
    {
        try
        {
            await CloseAsync();
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task LeaveAsync(Shared shared, bool isKept)
    {
        try
        {
            if (!isKept)
            {
                await shared.Transaction.RollbackAsync(Savepoint, CancellationToken.None);
            }

            await shared.Transaction.ReleaseAsync(Savepoint, CancellationToken.None);
            shared.Turns++;
            await CloseAsync();
        }
        catch (Exception problem)
        {
            await BreakAsync(problem);
        }
        finally
        {
            turn.Release();
        }

        await shared.Ended.Task;
    }

    /// <summary>Commits what is shared when nobody is to join it.</summary>
    private async Task CloseAsync()
    {
        if (_shared is not { } shared || (Volatile.Read(ref _queued) > 0 && shared.Turns < Most))
        {
            return;
        }

        try
        {
            await shared.Transaction.CommitAsync(CancellationToken.None);
        }
        catch (Exception problem)
        {
            await BreakAsync(problem);
            return;
        }

        await EndAsync(shared, shared.Ended.SetResult);
    }

    private Task BreakAsync(Exception problem) => _shared is { } shared ? EndAsync(shared, () => shared.Ended.SetException(problem)) : Task.CompletedTask;

    // Whatever becomes of the connection, those who wait are told.
    private async Task EndAsync(Shared shared, Action tell)
    {
        _shared = null;
        try
        {
            await shared.DisposeAsync();
        }
        finally
        {
            tell();
        }
    }

    /// <summary>One writer's part.</summary>
    public sealed class Turn(WriteGate gate, Shared shared) : IAsyncDisposable
    {
        private bool _isOver;

        public SqliteConnection Connection => shared.Connection;
        public SqliteTransaction Transaction => shared.Transaction;

        /// <summary>Ends when everything shared is on the disk.</summary>
        public Task CommitAsync() => LeaveAsync(isKept: true);

        public async ValueTask DisposeAsync() => await LeaveAsync(isKept: false).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        private async Task LeaveAsync(bool isKept)
        {
            if (!_isOver)
            {
                _isOver = true;
                await gate.LeaveAsync(shared, isKept);
            }
        }
    }

    /// <summary>A transaction on a connection of its own.</summary>
    public sealed class Shared : IAsyncDisposable
    {
        private readonly SqliteDbContext _carrier;

        private Shared(SqliteDbContext carrier, SqliteTransaction transaction) => (_carrier, Transaction) = (carrier, transaction);

        public SqliteConnection Connection => Transaction.Connection!;
        public SqliteTransaction Transaction { get; }
        public int Turns { get; set; }
        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public static async Task<Shared> BeginAsync(SqliteDbContext carrier)
        {
            try
            {
                // Microsoft.Data.Sqlite begins a transaction that is not deferred as BEGIN IMMEDIATE.
                var transaction = await carrier.Database.BeginTransactionAsync();
                return new Shared(carrier, (SqliteTransaction)transaction.GetDbTransaction());
            }
            catch
            {
                await carrier.DisposeAsync();
                throw;
            }
        }

        public ValueTask DisposeAsync() => _carrier.DisposeAsync();
    }
}
