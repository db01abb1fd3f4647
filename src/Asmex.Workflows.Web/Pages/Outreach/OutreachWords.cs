using Asmex.Workflows.Approvals;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Outreach.Campaigns;
using Asmex.Workflows.Regions;
using Asmex.Workflows.Web.Pages.Shared;
using Asmex.Workflows.Web.Setup;

namespace Asmex.Workflows.Web.Pages.Outreach;

/// <summary>How pages speak of campaigns and rounds.</summary>
internal static class OutreachWords
{
    public static StateKind KindOf(this Campaign campaign, ApprovalStatus? approval) => (campaign.State, approval) switch
    {
        (CampaignState.Draft or CampaignState.Submitted, _) when campaign.Stopped is not null => StateKind.Problem,
        (CampaignState.Draft, _) or (CampaignState.Submitted, ApprovalStatus.Approved) => StateKind.ToDo,
        (CampaignState.Submitted, not ApprovalStatus.Pending) or (CampaignState.Cancelled, _) => StateKind.Problem,
        (CampaignState.Paused, _) => StateKind.Late,
        (CampaignState.Done, _) => StateKind.Done,
        _ => StateKind.Waiting,
    };

    public static string SayState(this Words words, Campaign campaign, ApprovalStatus? approval) =>
        campaign.State == CampaignState.Submitted && approval is not (null or ApprovalStatus.Pending) ? words["Campaign.Decided" + approval] : words["Campaign.State" + campaign.State];

    public static string SayPlace(this Words words, string? region) => region is null ? words["Campaign.WholeHouse"] : words[RegionCatalog.NameOf(region)];

    public static string SayLetter(this Words words, string letter) => words.Known("Round." + letter) ?? letter;

    public static string SayRound(this Words words, InvitationRound round) => $"{words[round.Event.Title]} · {Dates.InFigures(round.OpenedOn)}";

    /// <summary>The page that speaks of a round among others: its action, its plan, or for a campaign its results.</summary>
    public static string Above(this InvitationRound round) =>
        round.CampaignId is not null ? $"outreach/rounds/{round.Id}" : round.ActionId is { } action ? $"actions/{action}" : $"plans/{round.PlanId}";

    /// <summary>The letters that a campaign may send.</summary>
    public static IReadOnlyList<string> ForCampaigns(this TemplateCatalog templates) => [.. templates.Keys.Where(key => templates.Has(key) && templates.ModelOf(key) == "firm"
        && templates.KindOf(key) == LetterKind.Outreach && key is not (LetterKeys.FirstReminder or LetterKeys.LastReminder))];
}
