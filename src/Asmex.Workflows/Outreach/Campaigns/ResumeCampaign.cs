using Asmex.Workflows.Audit;
using Asmex.Workflows.Outreach.Contacts;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Outreach.Campaigns;

/// <summary>Lets the letters of a paused campaign leave again, from the next working hour on.</summary>
public sealed class ResumeCampaign(WorkflowsDbContext db, IOptions<OutreachOptions> options, TimeProvider clock)
{
    /// <exception cref="Texts.RuleBrokenException">It is not paused.</exception>
    public async Task RunAsync(Guid id, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var campaign = await db.CampaignToRunAsync(id, actor, cancellation);
        if (campaign.State != CampaignState.Running)
        {
            var now = clock.GetUtcNow();
            campaign.Resume(now, now.AddDays(options.Value.SendWithinDays));
            db.Add(HistoryEntry.Of(actor, now, "History.CampaignResumed", campaign.About(), campaign.Name));
            await db.SaveChangesAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }
}
