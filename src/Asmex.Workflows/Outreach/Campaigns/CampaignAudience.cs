using Asmex.Workflows.Firms;

namespace Asmex.Workflows.Outreach.Campaigns;

/// <summary>The firms a campaign is meant for; each criterion that is given narrows it.</summary>
/// <param name="Language">Only people who read this language.</param>
/// <param name="SilentIn">A round: only the firms that were invited in it and did not answer.</param>
/// <param name="ExceptSegments">Not the firms of any of these segments.</param>
/// <param name="ExceptInvitedIn">A round: not the firms that were invited in it.</param>
public sealed record CampaignAudience(
    IReadOnlyList<string>? Regions = null,
    IReadOnlyList<string>? Sectors = null,
    IReadOnlyList<ExportStatus>? Statuses = null,
    IReadOnlyList<Guid>? Segments = null,
    string? Language = null,
    Guid? SilentIn = null,
    IReadOnlyList<Guid>? ExceptSegments = null,
    Guid? ExceptInvitedIn = null)
{
    public bool IsEverybody => SilentIn is null && Meant(null).IsEverybody;

    /// <param name="silent">The firms of <see cref="SilentIn"/>, when it is given.</param>
    internal Audience Meant(IReadOnlyList<Guid>? silent) => new(Regions, Sectors, Statuses, silent, Language, Segments);
}
