using System.Collections.Concurrent;
using Asmex.Workflows.Letters.Pacing;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace Asmex.Workflows.Letters.Sending;

/// <summary>The letters of one claim on their way: each connection on a thread of its own, because each waits for its server and for our disk.</summary>
internal sealed partial class SendingBatch(
    IReadOnlyList<Letter> letters, SharedMoves moves, Tally tally, IMailRoute route, DkimSignature signature, MailOptions mail, TimeProvider clock, ILogger log)
{
    // Fewer letters are not worth another connection.
    private const int LettersWorthAConnection = 16;

    private static readonly TimeSpan[] _pauses =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(4)];

    private readonly ConcurrentQueue<Letter> _left = new(letters);
    private volatile bool _isBlocked;
    private volatile bool _isCut;

    /// <summary>True when the server takes nobody now.</summary>
    public bool IsBlocked => _isBlocked;

    /// <summary>True when every letter was tried.</summary>
    public bool IsWhole => !_isCut && _left.IsEmpty;

    /// <summary>Stops between two letters when asked to, never within one.</summary>
    public async Task SendAsync(CancellationToken cancellation)
    {
        // One goes ahead: when the server takes nobody, that costs one attempt of one letter.
        await OnAThreadOfItsOwn(() => SendNext(cancellation));
        var connections = Math.Min(mail.Connections, (_left.Count + LettersWorthAConnection - 1) / LettersWorthAConnection);
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => OnAThreadOfItsOwn(() =>
        {
            while (SendNext(cancellation))
            {
            }
        })));
    }

    private static Task OnAThreadOfItsOwn(Action act) => Task.Factory.StartNew(act, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <returns>False when there is none, or the next would not fare better.</returns>
    private bool SendNext(CancellationToken cancellation)
    {
        if (_isBlocked || tally.Trouble is not null || cancellation.IsCancellationRequested || !_left.TryDequeue(out var letter))
        {
            return false;
        }

        // Left for a later claim: its receiver asked for a rest, or the lease might end in the middle.
        if (tally.IsSlowed(letter.Lane) || letter.LeaseUntil - clock.GetUtcNow() <= mail.Patience * 2)
        {
            _isCut = true;
            return true;
        }

        if (mail.Sandbox == MailSandbox.Hold)
        {
            moves.Settle(new LetterMove(letter, LetterState.Withheld, "This environment sends nothing (Mail:Sandbox is Hold)."));
            return true;
        }

        var result = moves.ObstacleOf(letter) is { } obstacle ? new SendResult.Obstructed(obstacle) : Try(letter);
        LogAttempt(letter.Id, letter.Attempts, result.GetType().Name, result.Reply);
        tally.Add(letter.Lane, result);
        if (Move(letter, result) is { } move)
        {
            moves.Settle(move);
        }

        _isBlocked |= result is SendResult.Blocked;
        return !_isBlocked;
    }

    private SendResult Try(Letter letter)
    {
        MimeMessage message;
        MailboxAddress bouncesTo;
        try
        {
            (message, bouncesTo) = (LetterMime.Of(letter, mail, clock.GetUtcNow()), LetterMime.EnvelopeOf(letter, mail));
            signature.Sign(message);
        }
        catch (FormatException fault)
        {
            return new SendResult.Rejected(fault.Message);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // Nothing of it has left. Whatever is wrong with one letter, the others go on.
            return new SendResult.Deferred(fault.Message);
        }

        using (message)
        {
            return route.Send(message, bouncesTo, () => moves.Hand(letter));
        }
    }

    private LetterMove? Move(Letter letter, SendResult result) => result switch
    {
        SendResult.Accepted => new LetterMove(letter, LetterState.Sent, result.Reply),
        // In a sandbox the server speaks of the box that gets all letters.
        SendResult.Rejected rejected => new LetterMove(letter, LetterState.Rejected, result.Reply, IsDead: rejected.IsDead && mail.Sandbox != MailSandbox.Redirect),
        SendResult.Lost => new LetterMove(letter, LetterState.Unknown, result.Reply),
        SendResult.Obstructed obstructed => new LetterMove(letter, obstructed.Obstacle.End, result.Reply),
        SendResult.Crowded => new LetterMove(letter, LetterState.Deferred, result.Reply, clock.GetUtcNow() + TimeSpan.FromSeconds(10 + Spread(letter) * 50)),
        SendResult.NotOurs => null,
        _ => new LetterMove(letter, LetterState.Deferred, result.Reply, Next(letter)),
    };

    private DateTimeOffset Next(Letter letter)
    {
        var pause = _pauses[Math.Min(letter.Attempts, _pauses.Length) - 1];

        // Spread by the letter itself: those that failed together do not come back together.
        return clock.GetUtcNow() + pause + pause * (Spread(letter) / 4);
    }

    // From 0 up to 1.
    private static double Spread(Letter letter) => Math.Abs(letter.Id.GetHashCode() % 100) / 100.0;

    [LoggerMessage(Level = LogLevel.Information, Message = "Letter {LetterId}, attempt {Attempt}: {Result} ({Reply})")]
    private partial void LogAttempt(Guid letterId, int attempt, string result, string reply);
}
