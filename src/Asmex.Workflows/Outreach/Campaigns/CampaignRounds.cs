namespace Asmex.Workflows.Outreach.Campaigns;

internal static class CampaignRounds
{
    /// <summary>The round by which the firms of a campaign are written to.</summary>
    public static InvitationRound RoundOn(this Campaign campaign, DateOnly opens, DateOnly closes)
    {
        var content = campaign.Content;
        return new InvitationRound(RoundPlace.OfCampaign(campaign.Id, campaign.Region), content.Letter, content.Event, content.Questions ?? new Questions(), content.AsksAnswer ? content.Reminders ?? [] : [], opens, closes)
        {
            AsksAnswer = content.AsksAnswer,
        };
    }
}
