namespace Asmex.Workflows.Letters.Sending;

/// <summary>What one attempt says about one letter.</summary>
public abstract record SendResult
{
    private SendResult(string reply) => Reply = reply;

    /// <summary>The server's words, or the exception's.</summary>
    public string Reply { get; }

    /// <summary>The server has taken it.</summary>
    public sealed record Accepted(string Words) : SendResult(Words);

    /// <summary>Not taken, for a reason that lies in this letter or its recipient, and that may pass.</summary>
    public sealed record Deferred(string Words) : SendResult(Words);

    /// <summary>Not taken: the receiver wants fewer letters a minute.</summary>
    public sealed record Slowed(string Words) : SendResult(Words);

    /// <summary>Not taken: the receiver wants fewer connections at once; soon, but not all together.</summary>
    public sealed record Crowded(string Words) : SendResult(Words);

    /// <summary>Not taken, and never will be.</summary>
    /// <param name="IsDead">There is no such address.</param>
    public sealed record Rejected(string Words, bool IsDead = false) : SendResult(Words);

    /// <summary>Not taken, for a reason that lies in the server or in our settings: no other letter would fare better now.</summary>
    /// <param name="IsPace">The server ends the conversation because it is asked for too much.</param>
    public sealed record Blocked(string Words, bool IsPace = false) : SendResult(Words);

    /// <summary>Not taken: the receiver does not believe who we are. More letters would only harm our name.</summary>
    public sealed record Unauthenticated(string Words) : SendResult(Words);

    /// <summary>The connection was lost after the content was asked for.</summary>
    public sealed record Lost(string Words) : SendResult(Words);

    /// <summary>Another sender has taken the letter over, or the moment could not be written down; nothing was sent.</summary>
    public sealed record NotOurs(string Words) : SendResult(Words);

    /// <summary>It must not go any more; nothing was sent.</summary>
    public sealed record Obstructed(Obstacle Obstacle) : SendResult(Obstacle.Why);
}
