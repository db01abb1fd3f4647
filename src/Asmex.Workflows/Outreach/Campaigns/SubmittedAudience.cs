namespace Asmex.Workflows.Outreach.Campaigns;

/// <summary>The firms that an approval of a campaign spoke of: who comes to the audience afterwards is not approved with it.</summary>
public sealed class SubmittedAudience
{
    private SubmittedAudience()
    {
    }

    public SubmittedAudience(Guid campaignId, IReadOnlyList<Guid> firms) => (CampaignId, Firms) = (campaignId, firms);

    public Guid CampaignId { get; private init; }
    public IReadOnlyList<Guid> Firms { get; private init; } = [];
}
