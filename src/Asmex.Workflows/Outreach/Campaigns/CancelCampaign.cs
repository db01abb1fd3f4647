using Asmex.Workflows.Approvals;
using Asmex.Workflows.Audit;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;

namespace Asmex.Workflows.Outreach.Campaigns;

/// <summary>Ends a campaign: what has not left never will. Firms that have their letter may still answer it.</summary>
public sealed class CancelCampaign(WorkflowsDbContext db, CampaignLetters letters, SettleApproval settle, TimeProvider clock)
{
    /// <exception cref="Texts.RuleBrokenException">It is over, or no reason was given.</exception>
    public async Task RunAsync(Guid id, string? why, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var campaign = await db.CampaignToRunAsync(id, actor, cancellation);
        var now = clock.GetUtcNow();
        campaign.Cancel(why, now);
        if (campaign.ApprovalId is { } asked)
        {
            await settle.WithdrawAsync(asked, actor, now, cancellation);
        }

        await letters.CancelAsync(id, now, cancellation);
        db.Add(HistoryEntry.Of(actor, now, "History.CampaignCancelled", campaign.About(), campaign.Name, campaign.Stopped!));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
