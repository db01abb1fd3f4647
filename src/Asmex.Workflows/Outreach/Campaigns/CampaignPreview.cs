using Asmex.Workflows.Calendars;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Outreach.Campaigns;

/// <summary>The letter of a campaign as one of its recipients would get it today; its links open nothing.</summary>
public sealed class CampaignPreview(InvitationLetters letters, Calendar calendars, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">The letter has a fault.</exception>
    public async Task<LetterContent> OfAsync(Campaign campaign, AudienceMember to, CancellationToken cancellation)
    {
        var today = Zone.Today(clock);
        var closes = (await calendars.CurrentAsync(cancellation)).AddWorkingDays(today, campaign.Content.ClosesAfter, campaign.Region);
        var round = campaign.RoundOn(today, closes);
        try
        {
            return letters.Preview(campaign.Content.Letter, round, new Invitation(round, to, clock.GetUtcNow()), await letters.ContactAsync(campaign.Region, cancellation));
        }
        catch (TemplateFaultException fault)
        {
            throw new RuleBrokenException("Campaigns.LetterHasFault", campaign.Name, fault.Fault.ToString());
        }
    }
}
