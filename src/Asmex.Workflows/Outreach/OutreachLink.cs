namespace Asmex.Workflows.Outreach;

/// <summary>What one letter's personal link opens: the way out of outreach, and the answer page where it invites. Only the hash is kept.</summary>
public sealed class OutreachLink
{
    private OutreachLink()
    {
    }

    public OutreachLink(string tokenHash, Guid contactId, string address, Guid? invitationId, DateTimeOffset at) =>
        (TokenHash, ContactId, Address, InvitationId, At) = (tokenHash, contactId, address, invitationId, at);

    public string TokenHash { get; private init; } = "";
    public Guid ContactId { get; private init; }

    /// <summary>The address the letter went to: it is what opts out, also when the contact is gone.</summary>
    public string Address { get; private init; } = "";
    public Guid? InvitationId { get; private init; }
    public DateTimeOffset At { get; private init; }
}
