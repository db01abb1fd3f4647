using Asmex.Workflows.Approvals;
using Asmex.Workflows.Audit;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Outreach.Campaigns;

/// <summary>Makes a campaign, or changes one that has not started: a change takes back what was asked or approved.</summary>
public sealed class SaveCampaign(WorkflowsDbContext db, SettleApproval settle, TimeProvider clock)
{
    /// <param name="id">Absent: a new one.</param>
    /// <param name="versionSeen">The <see cref="Campaign.Version"/> that was before the eyes.</param>
    /// <exception cref="NothingThereException">No such campaign of theirs, or a region where they make none.</exception>
    /// <exception cref="RuleBrokenException">It has started, was changed meanwhile, or what was typed cannot stand.</exception>
    public async Task<Campaign> RunAsync(Guid? id, CampaignDraft draft, int versionSeen, Actor actor, CancellationToken cancellation)
    {
        if (!Campaign.MayMake(actor, draft.Region))
        {
            throw new NothingThereException("campaign");
        }

        await using var transaction = await db.BeginWriteAsync(cancellation);
        var now = clock.GetUtcNow();
        Campaign campaign;
        if (id is { } existing)
        {
            campaign = await db.CampaignToRunAsync(existing, actor, cancellation);
            var asked = campaign.ApprovalId;
            campaign.Change(draft, versionSeen, now);
            if (asked is { } approval)
            {
                await settle.WithdrawAsync(approval, actor, now, cancellation);
            }
        }
        else
        {
            campaign = new Campaign(draft, actor, now);
            db.Add(campaign);
            db.Add(HistoryEntry.Of(actor, now, "History.CampaignMade", campaign.About(), campaign.Name));
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return campaign;
    }
}

internal static class CampaignSubject
{
    public static Subject About(this Campaign campaign) => new(campaign.Region);
}
