using Asmex.Workflows.Letters.Pacing;
using Asmex.Workflows.Letters.Sending;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Letters;

/// <summary>Sends what is due: one claimed batch, over several connections where it is large. Any number of these may run at once, on any number of machines.</summary>
public sealed class SendLetters(
    LetterClaims claims, OutreachObstacles obstacles, MailPace pace, IMailRoute route, DkimSignature signature, IOptions<MailOptions> options, TimeProvider clock, ILogger<SendLetters> log)
{
    private static readonly TimeSpan _blocked = TimeSpan.FromMinutes(1);

    private readonly MailOptions _mail = options.Value;

    /// <summary>Sends one batch; stops between two letters when asked to, never within one.</summary>
    /// <returns>How many letters were claimed: as many as a batch holds means that more may wait. None, too, when the server takes nobody: whoever goes on
    /// while letters wait would ask it in vain, once for each batch.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var worker = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";
        var (letters, relay) = await claims.ClaimAsync(worker, cancellation);
        if (letters.Count == 0)
        {
            return 0;
        }

        var tally = new Tally(relay, pace.Options);
        var moves = new SharedMoves(claims, obstacles, worker, letters, clock);
        await moves.CheckAsync();
        var batch = new SendingBatch(letters, moves, tally, route, signature, _mail, clock, log);
        var writing = moves.WriteAllAsync();
        await batch.SendAsync(cancellation);
        moves.Complete();
        await writing;

        var unused = batch.IsWhole
            ? new Dictionary<string, int>()
            : await claims.ReleaseAsync(worker, clock.GetUtcNow() + (batch.IsBlocked ? _blocked : TimeSpan.Zero));
        await pace.NoteAsync(tally, unused);
        return batch.IsBlocked ? 0 : letters.Count;
    }
}
