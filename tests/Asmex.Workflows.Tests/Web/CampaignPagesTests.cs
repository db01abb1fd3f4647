using System.Net;
using AngleSharp.Html.Dom;
using Asmex.Workflows.Approvals;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Outreach.Campaigns;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Web;

/// <summary>A campaign from its form to the call of who did not answer, by the pages alone.</summary>
public sealed class CampaignPagesTests
{
    [Fact]
    public async Task A_delegate_makes_a_campaign_the_direction_approves_it_and_the_silent_are_called()
    {
        await using var site = await Site.OpenAsync();
        await AddFirmAsync(site, "Coopérative Taliouine", "safran@taliouine.example");
        var karim = await site.AsAsync("delegate");

        var form = await karim.GoAsync("/outreach/campaigns/new");
        var page = await karim.SendAsync(form, form.One<IHtmlButtonElement>("main form button.main"), ("Form.Name", "Safran"), ("Form.TitleFr", "Journée <safran>"), ("Form.MessageFr", "Venez."),
            ("Form.TitleAr", "يوم الزعفران"), ("Form.MessageAr", "مرحبا بكم."), ("Form.TitleEn", "Saffron day"), ("Form.MessageEn", "Come."), ("Form.AsksAnswer", "true"), ("Form.Letter", "invitation"));
        Assert.Contains("En préparation", page.Text(), StringComparison.Ordinal);
        Assert.Contains("Reçoivent la lettre", page.Text(), StringComparison.Ordinal);
        var campaign = await ReadAsync(site, db => db.Set<Campaign>().SingleAsync());

        var letter = await karim.GoAsync($"/outreach/campaigns/{campaign.Id}/preview?language=fr");
        Assert.Contains("Journée &lt;safran&gt;", letter.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        var list = await karim.GoAsync($"/outreach/campaigns/{campaign.Id}/recipients");
        Assert.Contains("Coopérative Taliouine", list.Text(), StringComparison.Ordinal);
        Assert.Contains("Aucun contact connu", (await karim.GoAsync($"/outreach/campaigns/{campaign.Id}/recipients?left=true")).Text(), StringComparison.Ordinal);

        page = await karim.SendAsync(page, page.One<IHtmlButtonElement>("button[name=Act][value=submit]"));
        Assert.True(page.Text().Contains("Soumise", StringComparison.Ordinal), page.Text());
        var approval = await ReadAsync(site, db => db.Set<Approval>().SingleAsync(a => a.Status == ApprovalStatus.Pending && a.ActivityId == "campaign"));
        var direction = await site.AsAsync("direction");
        var request = await direction.GoAsync($"/approvals/{approval.Id}");
        Assert.Contains("Journée <safran>", request.Text(), StringComparison.Ordinal);
        await site.House.RunAsync<DecideApproval>(decide => decide.RunAsync(new DecideRequest(approval.Id, Verdict.Approve), site.House.As("direction"), default));

        page = await karim.GoAsync($"/outreach/campaigns/{campaign.Id}");
        page = await karim.SendAsync(page, page.One<IHtmlButtonElement>("button[name=Act][value=start]"));
        await site.House.RunAsync<TendCampaigns>(tend => tend.RunAsync(default));
        page = await karim.GoAsync($"/outreach/campaigns/{campaign.Id}");
        Assert.Contains("Envoi en cours", page.Text(), StringComparison.Ordinal);
        page = await karim.SendAsync(page, page.One<IHtmlButtonElement>("button[name=Act][value=pause]"));
        Assert.Contains("Suspendue par", page.Text(), StringComparison.Ordinal);

        var invitation = await ReadAsync(site, db => db.Set<Invitation>().SingleAsync(i => i.Address == "safran@taliouine.example"));
        var silent = await karim.GoAsync($"/outreach/rounds/{invitation.RoundId}/silent");
        Assert.Equal("tel:+212528861235", silent.One<IHtmlAnchorElement>("a[href^='tel:']").GetAttribute("href"));
        var call = await karim.GoAsync($"/outreach/rounds/{invitation.RoundId}/calls/{invitation.FirmId}");
        silent = await karim.SendAsync(call, call.One<IHtmlButtonElement>("main form button.main"), ("Form.Text", "Viendra à deux."));
        Assert.EndsWith("/silent", silent.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Contains("Viendra à deux.", (await karim.GoAsync($"/firms/{invitation.FirmId}")).Text(), StringComparison.Ordinal);
        var csv = await karim.Http.GetStringAsync(new Uri($"/outreach/rounds/{invitation.RoundId}/export.csv", UriKind.Relative));
        Assert.Contains("safran@taliouine.example", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_campaign_of_another_region_is_not_there_and_what_was_typed_is_kept_when_refused()
    {
        await using var site = await Site.OpenAsync();
        var national = await site.House.RunAsync<SaveCampaign, Campaign>(save => save.RunAsync(
            null, new CampaignDraft("Nationale", null, new CampaignContent("announcement", new EventDetails(new("Titre"))), new CampaignAudience(Regions: ["MA-02"])), 0, site.House.As("coordinator"), default));
        var karim = await site.AsAsync("delegate");

        foreach (var path in new[] { "", "/edit", "/cancel", "/recipients", "/preview" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await karim.GoAsync($"/outreach/campaigns/{national.Id}{path}")).Status);
        }

        var form = await karim.GoAsync("/outreach/campaigns/new");
        var refused = await karim.SendAsync(form, form.One<IHtmlButtonElement>("main form button.main"), ("Form.Name", "Foires"), ("Form.TitleFr", "Foires"), ("Form.MessageFr", "Bonjour."), ("Form.ClosesAfter", "5"), ("Form.FirstReminder", "9"));
        Assert.Contains("Les relances doivent tomber avant la fin des réponses", refused.Text(), StringComparison.Ordinal);
        Assert.Equal("Foires", refused.One<IHtmlInputElement>("input[name='Form.Name']").Value);
        Assert.Equal("Bonjour.", refused.One<IHtmlTextAreaElement>("textarea[name='Form.MessageFr']").Value.Trim());
    }

    private static Task AddFirmAsync(Site site, string name, string email) => site.House.RunAsync<AddFirm>(add => add.RunAsync(
        new FirmDraft(name, "MA-09", SectorCatalog.Other), new ContactDraft("Accueil", "fr", email, EmailKind.Generic, Phone: "05 28 86 12 35", IsMain: true), "test", site.House.As("coordinator"), default));

    private static async Task<T> ReadAsync<T>(Site site, Func<Asmex.Workflows.Storage.WorkflowsDbContext, Task<T>> read)
    {
        await using var scope = site.House.Database.Scope();
        return await read(scope.Db);
    }
}
