using Asmex.Workflows.Approvals;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters.SelfChecks;
using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.Outreach.Contacts;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Outreach.Campaigns;

/// <summary>Starts an approved campaign, now or at a moment to come: its recipients are fixed, one row a firm, in one transaction. Starting it again changes nothing.</summary>
public sealed class StartCampaign(
    WorkflowsDbContext db, SelectRecipients recipients, CampaignChecks checks, CampaignFingerprint fingerprint, ContactLimits limits, Calendar calendars,
    SelfCheckGate selfCheck, IOptions<OutreachOptions> options, TimeProvider clock)
{
    /// <param name="at">Absent or past: now.</param>
    /// <exception cref="RuleBrokenException">Nobody has approved it, it changed since, firms have come to its audience, or nobody is left.</exception>
    public Task RunAsync(Guid id, DateTimeOffset? at, Actor actor, CancellationToken cancellation) => db.UntilCommittedAsync(async () =>
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var campaign = await db.CampaignToRunAsync(id, actor, cancellation);
        if (campaign.HasStarted && campaign.State != CampaignState.Cancelled)
        {
            return;
        }

        campaign.MustNotHaveStarted();
        var now = clock.GetUtcNow();
        await MustBeApprovedAsync(campaign, cancellation);
        if (at > now)
        {
            campaign.Schedule(at.Value);
            db.Add(HistoryEntry.Of(actor, now, "History.CampaignScheduled", campaign.About(), campaign.Name, Zone.DateOf(at.Value)));
        }
        else
        {
            await OpenAsync(campaign, actor, now, cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    });

    /// <summary>Its moment has come, inside a transaction that holds it.</summary>
    internal async Task WithinAsync(Campaign campaign, CancellationToken cancellation)
    {
        await MustBeApprovedAsync(campaign, cancellation);
        await OpenAsync(campaign, Actor.House, clock.GetUtcNow(), cancellation);
    }

    private async Task MustBeApprovedAsync(Campaign campaign, CancellationToken cancellation)
    {
        if (campaign.ApprovalId is not { } asked || await db.Set<Approval>().Where(a => a.Id == asked).Select(a => a.Status).SingleAsync(cancellation) != ApprovalStatus.Approved)
        {
            throw new RuleBrokenException("Campaigns.NotApproved", campaign.Name);
        }

        if (TextChanged(campaign))
        {
            throw new RuleBrokenException("Campaigns.TextChanged", campaign.Name);
        }
    }

    private bool TextChanged(Campaign campaign)
    {
        try
        {
            return fingerprint.Of(campaign) != campaign.Fingerprint;
        }
        catch (TemplateFaultException)
        {
            return true;
        }
    }

    private async Task OpenAsync(Campaign campaign, Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        await selfCheck.MustPassAsync(cancellation);
        await limits.HoldAsync(cancellation);
        var selection = await recipients.RunAsync(campaign, cancellation);
        var approved = (await db.Set<SubmittedAudience>().AsNoTracking().SingleAsync(a => a.CampaignId == campaign.Id, cancellation)).Firms.ToHashSet();
        if (selection.Members.Count(m => !approved.Contains(m.FirmId)) is > 0 and var came)
        {
            throw new RuleBrokenException("Campaigns.AudienceGrew", campaign.Name, came);
        }

        checks.Check(campaign, selection);
        var today = Zone.DateOf(now);
        var calendar = await calendars.HoldAsync(cancellation);
        var sendUntil = now.AddDays(options.Value.SendWithinDays);
        var closes = campaign.Content.AsksAnswer ? calendar.AddWorkingDays(today, campaign.Content.ClosesAfter, campaign.Region) : Zone.DateOf(sendUntil);
        var round = campaign.RoundOn(today, closes);
        db.Add(round);
        db.AddRange(selection.Members.Select(member => new Invitation(round, member, now)));
        db.AddRange(selection.LeftOut.Select(firm => new LeftOut(round.Id, firm)));
        campaign.Start(now, sendUntil);
        db.Add(HistoryEntry.Of(actor, now, "History.CampaignStarted", campaign.About(), campaign.Name, selection.Members.Count, selection.LeftOut.Count));
    }
}
