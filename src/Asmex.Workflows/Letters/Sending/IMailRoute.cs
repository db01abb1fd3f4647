using MimeKit;

namespace Asmex.Workflows.Letters.Sending;

/// <summary>A way out of the house.</summary>
public interface IMailRoute
{
    /// <summary>Tries once, on the thread that calls: while the server has to wait for us, so does it. Never throws for what a server or a network does.</summary>
    /// <param name="bouncesTo">The sender of the envelope: where a failed delivery is reported.</param>
    /// <param name="hand">Called before the first byte of content leaves; when it throws, none does.</param>
    SendResult Send(MimeMessage message, MailboxAddress bouncesTo, Action hand);

    /// <summary>Connects and says hello; throws when that fails.</summary>
    Task ProbeAsync(CancellationToken cancellation);
}

/// <summary>The claim was lost before anything was sent.</summary>
public sealed class ClaimLostException() : Exception("Another sender holds this letter.");

/// <summary>Something has come between: the letter must not go any more.</summary>
public sealed class ObstructedException(Obstacle obstacle) : Exception(obstacle.Why)
{
    public Obstacle Obstacle { get; } = obstacle;
}
