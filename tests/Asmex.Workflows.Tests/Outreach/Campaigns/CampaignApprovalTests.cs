using Asmex.Workflows.Approvals;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Outreach.Campaigns;
using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Tests.Outreach.Campaigns;

public sealed class CampaignApprovalTests
{
    [DatabaseTheory]
    public async Task Nothing_goes_out_before_somebody_else_has_approved(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, change: o => o.ApprovedBy = Roles.Coordinator);
        var campaign = await house.SaveAsync(CampaignHouse.Draft with { Region = null, Audience = new CampaignAudience(Regions: ["MA-09"]) }, by: house.Coordinator);
        var approval = await house.SubmitAsync(campaign.Id, by: house.Coordinator);

        var own = await Assert.ThrowsAsync<RuleBrokenException>(() => house.DecideAsync(approval, by: house.Coordinator));
        var start = await Assert.ThrowsAsync<RuleBrokenException>(() => house.Database.RunAsync<StartCampaign>(verb => verb.RunAsync(campaign.Id, null, house.Coordinator, default)));

        Assert.Equal("Approvals.OwnRequest", own.Key);
        Assert.Equal("Campaigns.NotApproved", start.Key);
        Assert.Empty(await house.LettersAsync());
    }

    [DatabaseTheory]
    [Row(Verdict.Reject)]
    [Row(Verdict.SendBack)]
    public async Task What_was_refused_or_sent_back_does_not_start(DatabaseKind kind, Verdict verdict)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, firms: 1);
        var campaign = await house.SaveAsync();
        await house.DecideAsync(await house.SubmitAsync(campaign.Id), verdict);

        Assert.Equal("Campaigns.NotApproved", (await Assert.ThrowsAsync<RuleBrokenException>(() => house.StartAsync(campaign.Id))).Key);
    }

    [DatabaseTheory]
    public async Task A_change_after_the_approval_asks_again(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, firms: 1);
        var id = await house.ApprovedAsync();
        var before = (await house.ReadAsync(id)).Fingerprint;

        var seen = (await house.ReadAsync(id)).Version;
        await house.SaveAsync(CampaignHouse.Draft with { Content = CampaignHouse.Draft.Content with { Event = CampaignHouse.Draft.Content.Event with { Message = new Wording("Autre texte.", "نص آخر.") } } }, id, seen);
        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => house.StartAsync(id));
        await house.SubmitAsync(id);

        Assert.Equal("Campaigns.NotApproved", refusal.Key);
        Assert.NotEqual(before, (await house.ReadAsync(id)).Fingerprint);
    }

    [DatabaseTheory]
    public async Task A_change_takes_back_a_request_that_is_pending(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, firms: 1);
        var campaign = await house.SaveAsync();
        var approval = await house.SubmitAsync(campaign.Id);

        await house.SaveAsync(CampaignHouse.Draft with { Name = "Autre nom" }, campaign.Id, (await house.ReadAsync(campaign.Id)).Version);

        Assert.Equal("Approvals.AlreadyDecided", (await Assert.ThrowsAsync<RuleBrokenException>(() => house.DecideAsync(approval))).Key);
        Assert.Equal(ApprovalStatus.Cancelled, Assert.Single(await house.AllAsync<Approval>()).Status);
    }

    [DatabaseTheory]
    public async Task Firms_that_come_to_the_audience_after_the_approval_are_named_and_nothing_is_sent(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, firms: 2);
        var id = await house.ApprovedAsync();
        await CampaignHouse.AddFirmAsync(house.Database, 7);

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => house.StartAsync(id));

        Assert.Equal("L’audience de « Fiches techniques du printemps » a changé depuis l’approbation : 1 entreprises se sont ajoutées. Soumettez-la de nouveau.", refusal.In("fr"));
        Assert.Empty(await house.AllAsync<Invitation>());
    }

    [DatabaseTheory]
    public async Task Firms_that_left_the_audience_since_are_no_reason_to_ask_again(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, firms: 2);
        var id = await house.ApprovedAsync();
        var leaver = (await house.AllAsync<Asmex.Workflows.Firms.Contact>()).Single(c => c.Email == "person0@coop.example");
        await house.Database.RunAsync<Asmex.Workflows.Firms.OptOut>(verb => verb.RunAsync(leaver.Id, "appel", Firms.Given.Delegate, default));

        await house.StartAsync(id);

        Assert.Single(await house.AllAsync<Invitation>());
        Assert.Equal(Asmex.Workflows.Firms.LeftOutReason.OptedOut, Assert.Single(await house.AllAsync<LeftOut>()).Reason);
    }

    [DatabaseTheory]
    public async Task A_language_of_the_readers_that_nobody_wrote_is_named_before_anything_is_asked(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, firms: 4);
        var campaign = await house.SaveAsync(CampaignHouse.Draft with { Content = CampaignHouse.Draft.Content with { Event = new EventDetails(new Wording("Titre"), Message: new Wording("Texte")) } });

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => house.SubmitAsync(campaign.Id));

        Assert.Equal("Le texte manque en langue arabe, que lisent 2 destinataires. Écrivez-le, ou limitez l’audience à une autre langue.", refusal.In("fr"));
    }

    [DatabaseTheory]
    public async Task An_audience_without_a_recipient_is_refused_in_words(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, firms: 0);
        var campaign = await house.SaveAsync();

        Assert.Equal("Campaigns.NobodyLeft", (await Assert.ThrowsAsync<RuleBrokenException>(() => house.SubmitAsync(campaign.Id))).Key);
        Assert.Empty(await house.AllAsync<Approval>());
    }

    [DatabaseTheory]
    public async Task A_letter_that_does_not_exist_is_named_before_anything_is_asked(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, firms: 1);
        var campaign = await house.SaveAsync(CampaignHouse.Draft with { Content = CampaignHouse.Draft.Content with { Letter = "nothing" } });

        Assert.Equal("Campaigns.LanguageMissing", (await Assert.ThrowsAsync<RuleBrokenException>(() => house.SubmitAsync(campaign.Id))).Key);
    }

    [DatabaseTheory]
    public async Task A_delegate_makes_campaigns_for_the_own_region_only(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, firms: 1);
        var other = CampaignHouse.Draft with { Region = "MA-01" };
        var everywhere = CampaignHouse.Draft with { Region = null, Audience = new CampaignAudience(Sectors: ["produits-terroir"]) };
        var smuggled = await house.SaveAsync(CampaignHouse.Draft with { Audience = new CampaignAudience(Regions: ["MA-01", "MA-02"]) });

        await Assert.ThrowsAsync<NothingThereException>(() => house.SaveAsync(other));
        await Assert.ThrowsAsync<NothingThereException>(() => house.SaveAsync(everywhere));
        Assert.Equal(["MA-09"], smuggled.Audience.Regions!);
        Assert.NotNull(await house.SaveAsync(everywhere, by: house.Coordinator));
        await Assert.ThrowsAsync<NothingThereException>(() => house.SaveAsync(CampaignHouse.Draft, by: house.Direction));
    }

    [DatabaseTheory]
    public async Task A_campaign_of_everybody_is_refused(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, firms: 0);

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => house.SaveAsync(CampaignHouse.Draft with { Region = null }, by: house.Coordinator));

        Assert.Equal("Firms.AudienceIsEverybody", refusal.Key);
    }
}
