namespace Asmex.Workflows.Letters;

/// <summary>Where a letter stands.</summary>
public enum LetterState
{
    /// <summary>Written; waits for its time and a sender.</summary>
    Ready,

    /// <summary>Written; waits until its campaign goes on, or a quiet day ends.</summary>
    Held,

    /// <summary>A sender holds it until the lease ends; nothing of its content has left.</summary>
    Claimed,

    /// <summary>The server has asked for the content: from here a lost connection says nothing about arrival.</summary>
    Handed,

    /// <summary>The server has taken it.</summary>
    Sent,

    /// <summary>The server had taken it, and reported later that it could not be delivered.</summary>
    Bounced,

    /// <summary>Refused for now; tried again later.</summary>
    Deferred,

    /// <summary>Refused for good.</summary>
    Rejected,

    /// <summary>It may have arrived or not; never sent again without a person.</summary>
    Unknown,

    /// <summary>Not sent on purpose: too late, or this environment sends nothing.</summary>
    Withheld,

    /// <summary>No longer wanted: answered, opted out, action cancelled.</summary>
    Cancelled,
}

/// <summary>What a letter is to the one who gets it.</summary>
public enum LetterKind
{
    /// <summary>To someone who works here, or a guest with a task.</summary>
    Notice,

    /// <summary>A confirmation or change that the recipient's own act calls for; goes out whatever was opted out of.</summary>
    Service,

    /// <summary>Written of our own accord to a firm: stops on opt-out, carries the way out.</summary>
    Outreach,
}

/// <summary>What a person says of a letter that stopped.</summary>
public enum LetterVerdict
{
    Arrived,
    SendAgain,
    Abandon,
}
