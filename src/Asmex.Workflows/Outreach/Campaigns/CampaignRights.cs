using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Outreach.Campaigns;

/// <summary>Who sees campaigns and rounds: those of a region who see the region, those of the Centre who see every region.</summary>
public static class CampaignRights
{
    public static IQueryable<Campaign> SeenBy(this IQueryable<Campaign> campaigns, Actor actor)
    {
        var regions = actor.Regions;
        return actor.SeesAllRegions ? campaigns : campaigns.Where(c => c.Region != null && regions.Contains(c.Region));
    }

    public static IQueryable<InvitationRound> SeenBy(this IQueryable<InvitationRound> rounds, Actor actor)
    {
        var regions = actor.Regions;
        return actor.SeesAllRegions ? rounds : rounds.Where(r => r.Region != null && regions.Contains(r.Region));
    }

    /// <summary>The campaign, held until the verb ends, for somebody who may run it.</summary>
    /// <exception cref="NothingThereException">There is none, or it is not theirs to run.</exception>
    internal static async Task<Campaign> CampaignToRunAsync(this WorkflowsDbContext db, Guid id, Actor actor, CancellationToken cancellation)
    {
        await db.HoldAsync<Campaign>(id, cancellation);
        var campaign = await db.Set<Campaign>().SingleOrDefaultAsync(c => c.Id == id, cancellation);
        return campaign is not null && campaign.MayRun(actor) ? campaign : throw new NothingThereException("campaign");
    }
}
