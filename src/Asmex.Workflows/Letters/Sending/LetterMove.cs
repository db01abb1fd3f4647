namespace Asmex.Workflows.Letters.Sending;

/// <summary>A letter goes from one state to the next.</summary>
/// <param name="DueAt">The next attempt of one that is deferred.</param>
/// <param name="IsDead">The server knows no such address.</param>
internal sealed record LetterMove(Letter Letter, LetterState To, string Reply, DateTimeOffset? DueAt = null, bool IsDead = false)
{
    private readonly TaskCompletionSource<string?> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when it is on disk: null, or why it was not made.</summary>
    public Task<string?> Done => _done.Task;

    public void Made() => _done.TrySetResult(null);

    public void Refused(string why) => _done.TrySetResult(why);

    public void Failed(Exception trouble) => _done.TrySetException(trouble);
}
