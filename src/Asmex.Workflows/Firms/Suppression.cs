using Asmex.Workflows.Formats;

namespace Asmex.Workflows.Firms;

/// <summary>An address that no letter may go to, kept as a hash so that it outlives the contact and a new import does not bring it back.</summary>
public sealed class Suppression
{
    private Suppression()
    {
    }

    public Suppression(string address, SuppressionReason reason, DateTimeOffset at) => (AddressHash, Reason, At) = (Emails.HashOf(address), reason, at);

    public string AddressHash { get; private init; } = "";
    public SuppressionReason Reason { get; private init; }
    public DateTimeOffset At { get; private init; }
}

public enum SuppressionReason
{
    OptedOut,
    HardBounce,
    Complaint,
    Erased,
}
