using Microsoft.EntityFrameworkCore.Storage;

namespace Asmex.Workflows.Storage;

/// <summary>The transaction of a verb; disposed without a commit, it leaves nothing.</summary>
public sealed class WriteTransaction(IDbContextTransaction transaction, SemaphoreSlim? gate) : IAsyncDisposable
{
    public Task CommitAsync(CancellationToken cancellation) => transaction.CommitAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await transaction.DisposeAsync();
        }
        finally
        {
            gate?.Release();
        }
    }
}
