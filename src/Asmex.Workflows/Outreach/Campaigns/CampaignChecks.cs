using Asmex.Workflows.Firms;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Outreach.Campaigns;

/// <summary>What stands in the way of a campaign, whoever approves it.</summary>
public sealed class CampaignChecks(TemplateCatalog templates, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">The first thing that does.</exception>
    public void Check(Campaign campaign, AudienceSelection selection)
    {
        if (Find(campaign, selection) is [var first, ..])
        {
            throw first;
        }
    }

    public IReadOnlyList<RuleBrokenException> Find(Campaign campaign, AudienceSelection selection)
    {
        var (content, found) = (campaign.Content, new List<RuleBrokenException>());
        if (selection.Members.Count == 0)
        {
            found.Add(new RuleBrokenException("Campaigns.NobodyLeft", campaign.Name, selection.LeftOut.Count));
        }

        if (content.Event.Date is { } day && day < Zone.Today(clock))
        {
            found.Add(new RuleBrokenException("Outreach.DayHasPassed", day));
        }

        foreach (var readers in selection.Members.GroupBy(m => m.Language).Where(g => !content.SpeaksTo(g.Key) || templates.VersionOf(content.Letter, g.Key) is null).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            found.Add(new RuleBrokenException("Campaigns.LanguageMissing", TextCatalog.Shared.Sentences["Campaigns.Reader." + readers.Key], readers.Count()));
        }

        return found;
    }
}
