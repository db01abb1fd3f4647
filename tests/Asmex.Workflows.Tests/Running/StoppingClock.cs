namespace Asmex.Workflows.Tests.Running;

/// <summary>A clock that keeps whoever asks it waiting until the test lets go: verbs ask it once they hold the lock of their instance.</summary>
internal sealed class StoppingClock(TimeProvider clock) : TimeProvider
{
    private readonly ManualResetEventSlim _go = new();
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Reached => _reached.Task;

    public void Release() => _go.Set();

    public override DateTimeOffset GetUtcNow()
    {
        _reached.TrySetResult();
        _go.Wait();
        return clock.GetUtcNow();
    }
}
