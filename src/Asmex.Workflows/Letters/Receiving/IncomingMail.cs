using Asmex.Workflows.Outreach;

namespace Asmex.Workflows.Letters.Receiving;

/// <summary>What a message that came in is.</summary>
public enum MailKind
{
    /// <summary>The address does not exist (any more): no letter goes there again.</summary>
    HardBounce,

    /// <summary>Not delivered for a reason that may pass: mailbox full, server away, message too large.</summary>
    SoftBounce,

    /// <summary>Not delivered because of who we are or what we wrote: policy, reputation, authentication.</summary>
    Refusal,

    /// <summary>Not delivered yet; the server goes on trying.</summary>
    Delay,

    /// <summary>A server says that it was delivered.</summary>
    Delivery,

    /// <summary>The recipient called it spam.</summary>
    Complaint,

    /// <summary>A machine answers: out of office.</summary>
    AutoReply,

    /// <summary>A calendar answers yes, no or perhaps.</summary>
    CalendarReply,

    /// <summary>A mail program says that it was opened.</summary>
    Receipt,

    /// <summary>A person answers.</summary>
    Reply,

    /// <summary>None of these.</summary>
    Other,
}

/// <summary>A message that came in, as far as it can be understood without the database.</summary>
/// <param name="Candidates">Ids that it names and that may be those of letters, the surest first.</param>
/// <param name="Failed">The addresses that a report is about.</param>
/// <param name="Status">The status of a report, as 5.1.1.</param>
/// <param name="Words">What the server or the person says, shortened.</param>
public sealed record IncomingMail(MailKind Kind, IReadOnlyList<Guid> Candidates, IReadOnlyList<string> Failed, string? Status, string Words)
{
    /// <summary>The invitation whose event a calendar answers.</summary>
    public Guid? InvitationId { get; init; }

    /// <summary>What a calendar answers.</summary>
    public Reply? Reply { get; init; }
}
