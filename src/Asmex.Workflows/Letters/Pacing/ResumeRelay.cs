using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Letters.Pacing;

/// <summary>Somebody has seen to what paused the relay: letters leave again, and the task about it is done.</summary>
public sealed class ResumeRelay(WorkflowsDbContext db, MailPace pace, TimeProvider clock)
{
    private const int LongestNote = 500;

    /// <exception cref="NothingThereException">Not an administrator or an officer.</exception>
    /// <exception cref="RuleBrokenException">It is not paused, or what was done is not said.</exception>
    public async Task RunAsync(string? note, Actor actor, CancellationToken cancellation)
    {
        if (!actor.Is(Roles.Administrator) && !actor.Is(Roles.Officer))
        {
            throw new NothingThereException("relay");
        }

        var said = note?.Trim();
        if (string.IsNullOrEmpty(said) || said.Length > LongestNote)
        {
            throw new RuleBrokenException("Pace.NoteMissing", LongestNote);
        }

        var now = clock.GetUtcNow();
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var relay = await pace.HoldAsync(now, cancellation);
        if (!relay.IsPaused)
        {
            throw relay is { ResumedBy: { } by, ResumedAt: { } at } ? new RuleBrokenException("Pace.ResumedMeanwhile", relay.Key, by, at) : new RuleBrokenException("Pace.NotPaused", relay.Key);
        }

        await pace.ResumeAsync(relay, said, actor, now, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
