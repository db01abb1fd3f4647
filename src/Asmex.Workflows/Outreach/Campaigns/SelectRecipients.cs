using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Segments;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Outreach.Contacts;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Outreach.Campaigns;

/// <summary>Finds who gets the letter of a campaign now, and why each other firm of its audience gets none. A handful of queries, however many firms there are.</summary>
public sealed class SelectRecipients(WorkflowsDbContext db, SelectAudience audiences, ContactLimits limits, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">A segment is no longer there, or nothing narrows the audience.</exception>
    public async Task<AudienceSelection> RunAsync(Campaign campaign, CancellationToken cancellation)
    {
        var audience = campaign.Audience;
        IReadOnlyList<Guid>? silent = audience.SilentIn is { } asked
            ? await db.Set<Invitation>().Where(i => i.RoundId == asked && i.Reply == null && i.State == InvitationState.Invited).Select(i => i.FirmId).ToListAsync(cancellation) : null;
        if (silent is { Count: 0 })
        {
            return AudienceSelection.Nobody;
        }

        var excluded = await ExcludedAsync(audience, cancellation);
        var meant = (await audiences.RunAsync(audience.Meant(silent), cancellation)).Without(firm => excluded.Contains(firm) ? LeftOutReason.Excluded : null);
        var reachable = meant.Members.Where(m => !Recipient.IsAddress(m.Email)).Select(m => m.FirmId).ToHashSet() is { Count: > 0 } broken
            ? meant.Without(firm => broken.Contains(firm) ? LeftOutReason.NoAddress : null) : meant;
        return await limits.ApplyAsync(reachable, campaign.Id, clock.GetUtcNow(), cancellation);
    }

    private async Task<HashSet<Guid>> ExcludedAsync(CampaignAudience audience, CancellationToken cancellation)
    {
        var excluded = audience.ExceptSegments is { Count: > 0 } segments ? (await db.FirmsOfAsync(segments, cancellation)).ToHashSet() : [];
        if (audience.ExceptInvitedIn is { } round)
        {
            excluded.UnionWith(await db.Set<Invitation>().Where(i => i.RoundId == round && i.State != InvitationState.Cancelled).Select(i => i.FirmId).ToListAsync(cancellation));
        }

        return excluded;
    }
}
