using Asmex.Workflows.Approvals;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.Outreach.Contacts;
using Asmex.Workflows.People;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Outreach.Campaigns;

/// <summary>Lays the text and the audience of a campaign before those who approve; what cannot go out is named here, before anybody decides.</summary>
public sealed class SubmitCampaign(
    WorkflowsDbContext db, SelectRecipients recipients, CampaignChecks checks, CampaignFingerprint fingerprint, Calendar calendar, ReminderPolicies reminders, Notices notices,
    IOptions<OutreachOptions> options, TimeProvider clock)
{
    /// <returns>The request.</returns>
    /// <exception cref="RuleBrokenException">It is no draft, nobody would get it, a language is missing, or its letter has a fault.</exception>
    public async Task<Guid> RunAsync(Guid id, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var campaign = await db.CampaignToRunAsync(id, actor, cancellation);
        var selection = await recipients.RunAsync(campaign, cancellation);
        checks.Check(campaign, selection);
        var approval = await OpenAsync(campaign, selection, actor, cancellation);
        campaign.Submit(FingerprintOf(campaign), approval.Id);
        db.Add(approval);
        db.PlanReminders(approval, reminders.Of(approval.Kind), await calendar.HoldAsync(cancellation));
        await db.Set<SubmittedAudience>().Where(a => a.CampaignId == id).ExecuteDeleteAsync(cancellation);
        db.Add(new SubmittedAudience(id, [.. selection.Members.Select(m => m.FirmId), .. selection.LeftOut.Select(f => f.FirmId)]));
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.CampaignSubmitted", campaign.About(), campaign.Name, selection.Members.Count, selection.LeftOut.Count));
        await notices.ApprovalRequestedAsync(approval, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return approval.Id;
    }

    private string FingerprintOf(Campaign campaign)
    {
        try
        {
            return fingerprint.Of(campaign);
        }
        catch (TemplateFaultException fault)
        {
            throw new RuleBrokenException("Campaigns.LetterHasFault", campaign.Name, fault.Fault.ToString());
        }
    }

    private async Task<Approval> OpenAsync(Campaign campaign, AudienceSelection selection, Actor actor, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var working = await calendar.HoldAsync(cancellation);
        var count = new DateRule(Zone.DateOf(now), options.Value.ApprovalDays, campaign.Region);
        var asked = new Wording(Named(Languages.French), Named(Languages.Arabic), Named(Languages.English));
        return new Approval(null, null, "campaign", campaign.Region ?? "", ApprovalKind.Content, asked, [new ApprovalLevel(options.Value.ApprovedBy)], now)
        {
            RequesterId = actor.PersonId,
            RequesterForId = campaign.LenderOf(actor),
            RequesterName = actor.Name,
            DueOn = working.DueOn(count),
            Due = count,
            CalendarVersion = working.Version,
        };

        string Named(string language) => TextCatalog.Shared.Say(language, "Campaigns.Asked", campaign.Name, selection.Members.Count);
    }
}
