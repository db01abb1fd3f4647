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

    /// <summary>Not taken, and never will be.</summary>
    public sealed record Rejected(string Words) : SendResult(Words);

    /// <summary>Not taken, for a reason that lies in the server or in our settings: no other letter would fare better now.</summary>
    public sealed record Blocked(string Words) : SendResult(Words);

    /// <summary>The connection was lost after the content was asked for.</summary>
    public sealed record Lost(string Words) : SendResult(Words);

    /// <summary>Another sender has taken the letter over, or the moment could not be written down; nothing was sent.</summary>
    public sealed record NotOurs(string Words) : SendResult(Words);
}
