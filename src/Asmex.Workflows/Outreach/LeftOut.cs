using Asmex.Workflows.Firms;

namespace Asmex.Workflows.Outreach;

/// <summary>A firm that was meant by a round and got no letter, and why: to be called, or left in peace.</summary>
public sealed class LeftOut
{
    private LeftOut()
    {
    }

    public LeftOut(Guid roundId, LeftOutFirm firm) => (RoundId, FirmId, Reason) = (roundId, firm.FirmId, firm.Reason);

    public Guid RoundId { get; private init; }
    public Guid FirmId { get; private init; }
    public LeftOutReason Reason { get; private init; }
}
