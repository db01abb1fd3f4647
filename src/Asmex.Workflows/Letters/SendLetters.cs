using Asmex.Workflows.Letters.Sending;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Letters;

/// <summary>Sends what is due: one claimed batch, one letter after the other. Any number of these may run at once, on any number of machines.</summary>
public sealed partial class SendLetters(LetterClaims claims, OutreachObstacles obstacles, IMailRoute route, IOptions<MailOptions> options, TimeProvider clock, ILogger<SendLetters> log)
{
    private static readonly TimeSpan[] _pauses =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(4)];

    private readonly MailOptions _mail = options.Value;

    /// <summary>Sends one batch; stops between two letters when asked to, never within one.</summary>
    /// <returns>How many letters were claimed: as many as a batch holds means that more may wait.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var worker = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";
        var letters = await claims.ClaimAsync(worker, cancellation);
        foreach (var letter in letters)
        {
            if (cancellation.IsCancellationRequested || !await SendAsync(letter, cancellation))
            {
                await claims.ReleaseAsync(worker, clock.GetUtcNow() + (cancellation.IsCancellationRequested ? TimeSpan.Zero : _pauses[0]));
                break;
            }
        }

        return letters.Count;
    }

    /// <returns>False when the next letter would not fare better.</returns>
    private async Task<bool> SendAsync(Letter letter, CancellationToken cancellation)
    {
        if (_mail.Sandbox == MailSandbox.Hold)
        {
            await claims.SettleAsync(letter, LetterState.Withheld, "This environment sends nothing (Mail:Sandbox is Hold).");
            return true;
        }

        if (letter.Kind == LetterKind.Outreach && await obstacles.FindAsync(letter, cancellation) is { } obstacle)
        {
            await claims.SettleAsync(letter, LetterState.Cancelled, obstacle);
            return true;
        }

        if (!await claims.RenewAsync(letter, cancellation))
        {
            return true;
        }

        var result = await TryAsync(letter);
        LogAttempt(letter.Id, letter.Attempts, result.GetType().Name, result.Reply);
        await RecordAsync(letter, result);
        return result is not SendResult.Blocked;
    }

    private async Task<SendResult> TryAsync(Letter letter)
    {
        try
        {
            var message = LetterMime.Of(letter, _mail, clock.GetUtcNow());
            return await route.SendAsync(message, LetterMime.EnvelopeOf(letter, _mail), () => claims.Hand(letter));
        }
        catch (FormatException fault)
        {
            return new SendResult.Rejected(fault.Message);
        }
    }

    private Task RecordAsync(Letter letter, SendResult result) => result switch
    {
        SendResult.Accepted => claims.SettleAsync(letter, LetterState.Sent, result.Reply),
        SendResult.Rejected => claims.SettleAsync(letter, LetterState.Rejected, result.Reply),
        SendResult.Lost => claims.SettleAsync(letter, LetterState.Unknown, result.Reply),
        SendResult.Deferred or SendResult.Blocked => claims.DeferAsync(letter, Next(letter), result.Reply),
        _ => Task.CompletedTask,
    };

    private DateTimeOffset Next(Letter letter)
    {
        var pause = _pauses[Math.Min(letter.Attempts, _pauses.Length) - 1];

        // Spread by the letter itself: those that failed together do not come back together.
        return clock.GetUtcNow() + pause + pause * (Math.Abs(letter.Id.GetHashCode() % 100) / 400.0);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Letter {LetterId}, attempt {Attempt}: {Result} ({Reply})")]
    private partial void LogAttempt(Guid letterId, int attempt, string result, string reply);
}
