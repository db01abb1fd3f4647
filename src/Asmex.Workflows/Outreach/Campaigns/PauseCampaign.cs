using Asmex.Workflows.Audit;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;

namespace Asmex.Workflows.Outreach.Campaigns;

/// <summary>Stops the letters of a campaign that have not left; one that is just leaving may still go. Pausing again changes nothing.</summary>
public sealed class PauseCampaign(WorkflowsDbContext db, CampaignLetters letters, TimeProvider clock)
{
    /// <exception cref="Texts.RuleBrokenException">It is not under way.</exception>
    public async Task RunAsync(Guid id, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var campaign = await db.CampaignToRunAsync(id, actor, cancellation);
        if (campaign.State != CampaignState.Paused)
        {
            campaign.Pause(Reason.Of("Campaigns.PausedBy", actor.Name));
            await letters.HoldAsync(id, cancellation);
            db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.CampaignPaused", campaign.About(), campaign.Name, campaign.Stopped!));
            await db.SaveChangesAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }
}
