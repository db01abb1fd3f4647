namespace Asmex.Workflows.Web.Setup;

/// <summary>Lets the parts of one page read one after the other: they are rendered together, and a database context is for one at a time.</summary>
public sealed class OneAtATime : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile bool _isOver;

    /// <exception cref="OperationCanceledException">The request is over: nobody will see what would be read.</exception>
    public async Task RunAsync(Func<Task> read)
    {
        await _turn.WaitAsync();
        try
        {
            if (_isOver)
            {
                throw new OperationCanceledException();
            }

            await read();
        }
        finally
        {
            _turn.Release();
        }
    }

    // A page that leads elsewhere ends the request while another part of it still reads: the connection is not to be taken from under that.
    public async ValueTask DisposeAsync()
    {
        _isOver = true;
        await _turn.WaitAsync();
        _turn.Release();
    }
}
