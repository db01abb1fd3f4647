using Asmex.Workflows.Audit;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Outreach.Campaigns;
using Asmex.Workflows.Tests.Fixtures;
using MimeKit;

namespace Asmex.Workflows.Tests.Outreach.Campaigns;

public sealed class CampaignTests
{
    [DatabaseTheory]
    public async Task Every_recipient_has_a_frozen_letter_before_the_first_leaves(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, change: o => o.LettersAtOnce = 3);
        var id = await house.ApprovedAsync();

        await house.StartAsync(id);
        await house.Room.SendAsync();
        Assert.Equal((CampaignState.Preparing, 4, 0), ((await house.ReadAsync(id)).State, (await house.AllAsync<Invitation>()).Count, house.MailsToFirms.Count()));

        Assert.Equal(4, await house.Database.RunAsync<PrepareCampaign, int>(verb => verb.RunAsync(id, default)));
        Assert.All(await house.LettersAsync(), l => Assert.Equal(LetterState.Held, l.State));
        await house.Room.SendAsync();
        Assert.Empty(house.MailsToFirms);

        await house.TendAsync();
        await house.Room.SendAsync();
        await house.TendAsync();

        Assert.Equal(["person0@coop.example", "person1@coop.example", "person2@coop.example", "person3@coop.example"], house.MailsToFirms.Select(m => m.To).Order());
        Assert.Equal(CampaignState.Done, (await house.ReadAsync(id)).State);
    }

    [DatabaseTheory]
    public async Task A_letter_that_only_tells_speaks_the_readers_language_and_has_a_way_out_but_no_page_to_answer_on(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, firms: 2);
        await house.RunningAsync();
        await house.Room.SendAsync();

        var (french, arabic) = (house.MailsToFirms.Single(m => m.To == "person0@coop.example"), house.MailsToFirms.Single(m => m.To == "person1@coop.example"));
        Assert.Equal("Nouvelles fiches techniques", french.Message.Subject);
        Assert.Equal("بطاقات تقنية جديدة", arabic.Message.Subject);
        Assert.Contains("Coopérative 0", french.Text);
        Assert.Contains("dir=\"rtl\"", arabic.Html);
        Assert.DoesNotContain("/a/", french.Html);
        Assert.NotNull(french.Message.Headers[HeaderId.ListUnsubscribePost]);
    }

    [DatabaseTheory]
    public async Task Firms_answer_a_campaign_that_asks_and_the_silent_ones_are_reminded(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, firms: 2);
        await house.RunningAsync(CampaignHouse.Asking);
        await house.Room.SendAsync();
        await house.TendAsync();
        var token = house.MailsToFirms.Single(m => m.To == "person0@coop.example").Html.Split("/a/")[1][..43];

        await house.Database.RunAsync<AnswerInvitation>(verb => verb.RunAsync(new AnswerRequest(token, new AnswerDraft(Reply.Yes, 0, [])), default));
        house.Database.Clock.Advance(TimeSpan.FromDays(9));
        Assert.Equal(1, await house.Database.RunAsync<SendInvitationReminders, int>(verb => verb.RunAsync(default)));
        await house.Room.SendAsync();

        Assert.Equal(["person1@coop.example"], house.MailsToFirms.Skip(2).Where(m => m.Message.Headers[HeaderId.ListUnsubscribe] is not null).Select(m => m.To));
        Assert.Equal(Reply.Yes, (await house.AllAsync<Invitation>()).Single(i => i.Reply is not null).Reply);
    }

    [DatabaseTheory]
    public async Task The_last_day_closes_the_round_of_a_campaign_though_no_work_waits_for_it(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, firms: 1);
        await house.RunningAsync(CampaignHouse.Asking);
        await house.Room.SendAsync();
        house.Database.Clock.Advance(TimeSpan.FromDays(30));

        Assert.Equal(1, await house.Database.RunAsync<CloseRounds, int>(verb => verb.RunAsync(default)));

        Assert.Equal(RoundState.Closed, Assert.Single(await house.AllAsync<InvitationRound>()).State);
    }

    [DatabaseTheory]
    public async Task Letters_leave_in_working_time_only(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, firms: 2);
        house.Database.Clock.Advance(TimeSpan.FromHours(10));
        await house.RunningAsync();
        await house.Room.SendAsync();
        Assert.Empty(house.MailsToFirms);

        house.Database.Clock.Advance(TimeSpan.FromHours(14));
        await house.TendAsync();
        await house.Room.SendAsync();

        Assert.Equal(2, house.MailsToFirms.Count());
    }

    [DatabaseTheory]
    public async Task A_letter_taken_by_a_sender_when_the_office_closes_waits_for_the_morning(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, firms: 1);
        await house.RunningAsync();
        house.Database.Clock.Advance(TimeSpan.FromHours(9));

        await house.Room.SendAsync();

        Assert.Equal(LetterState.Held, Assert.Single(await house.LettersAsync()).State);
        house.Database.Clock.Advance(TimeSpan.FromHours(15));
        await house.TendAsync();
        await house.Room.SendAsync();
        Assert.Single(house.MailsToFirms);
    }

    [DatabaseTheory]
    public async Task A_pause_holds_what_has_not_left_and_resuming_lets_it_go(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind);
        var id = await house.RunningAsync();

        await house.PauseAsync(id);
        await house.PauseAsync(id);
        await house.TendAsync();
        await house.Room.SendAsync();
        Assert.Empty(house.MailsToFirms);
        Assert.Equal("Suspendue par Karim Idrissi", (await house.ReadAsync(id)).Stopped!.Fr);

        house.Database.Clock.Advance(TimeSpan.FromDays(8));
        await house.ResumeAsync(id);
        await house.ResumeAsync(id);
        await house.TendAsync();
        await house.Room.SendAsync();
        Assert.Equal(4, house.MailsToFirms.Count());
    }

    [DatabaseTheory]
    public async Task Cancelling_stops_what_has_not_left_for_good(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind);
        var id = await house.RunningAsync();

        await house.CancelAsync(id);
        await house.TendAsync();
        await house.Room.SendAsync();

        Assert.Empty(house.MailsToFirms);
        Assert.All(await house.LettersAsync(), l => Assert.Equal(LetterState.Cancelled, l.State));
        Assert.All(await house.AllAsync<Invitation>(), i => Assert.Equal(InvitationState.Cancelled, i.State));
        Assert.Equal(RoundState.Cancelled, Assert.Single(await house.AllAsync<InvitationRound>()).State);
        Assert.Contains(await house.AllAsync<HistoryEntry>(), h => h.Key == "History.CampaignCancelled" && h.In("fr").EndsWith("Erreur de date", StringComparison.Ordinal));
    }

    [DatabaseTheory]
    public async Task It_starts_by_itself_at_its_time(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, firms: 2);
        var id = await house.ApprovedAsync();
        await house.StartAsync(id, house.Database.Clock.GetUtcNow().AddHours(3));
        await house.TendAsync();
        Assert.Equal((CampaignState.Scheduled, 0), ((await house.ReadAsync(id)).State, (await house.AllAsync<Invitation>()).Count));

        house.Database.Clock.Advance(TimeSpan.FromHours(3));
        await house.TendAsync();
        await house.Room.SendAsync();

        Assert.Equal(2, house.MailsToFirms.Count());
    }

    [DatabaseTheory]
    public async Task Only_the_silent_of_an_earlier_round_are_written_to_and_those_of_another_left_out(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, firms: 3);
        await house.RunningAsync(CampaignHouse.Asking);
        await house.Room.SendAsync();
        var token = house.MailsToFirms.Single(m => m.To == "person0@coop.example").Html.Split("/a/")[1][..43];
        await house.Database.RunAsync<AnswerInvitation>(verb => verb.RunAsync(new AnswerRequest(token, new AnswerDraft(Reply.No, 0, [])), default));
        var round = Assert.Single(await house.AllAsync<InvitationRound>()).Id;
        house.Database.Clock.Advance(TimeSpan.FromDays(8));

        var silent = await SelectAsync(house, CampaignHouse.Draft with { Audience = new CampaignAudience(SilentIn: round) });
        var others = await SelectAsync(house, CampaignHouse.Draft with { Audience = new CampaignAudience(ExceptInvitedIn: round) });

        Assert.Equal(["person1@coop.example", "person2@coop.example"], silent.Members.Select(m => m.Email).Order());
        Assert.Empty(others.Members);
        Assert.All(others.LeftOut, f => Assert.Equal(LeftOutReason.Excluded, f.Reason));
    }

    [DatabaseTheory]
    public async Task Counts_say_why_each_firm_is_left_out_before_anything_is_sent(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, firms: 3);
        var leaver = (await house.AllAsync<Contact>()).Single(c => c.Email == "person0@coop.example");
        await house.Database.RunAsync<OptOut>(verb => verb.RunAsync(leaver.Id, "appel", Firms.Given.Delegate, default));
        await Firms.Given.FirmAsync(house.Database, Firms.Given.Draft with { Name = "Sans accord", Ice = null }, Firms.Given.Contact with { Email = "salma.bennani@sans.example", Consent = null });
        await Firms.Given.FirmAsync(house.Database, Firms.Given.Draft with { Name = "Sans adresse", Ice = null }, Firms.Given.Contact with { Email = null, Phone = "05 28 86 12 35" });

        var selection = await SelectAsync(house, CampaignHouse.Draft);

        Assert.Equal(2, selection.Members.Count);
        Assert.Equal([LeftOutReason.NoAddress, LeftOutReason.NoConsent, LeftOutReason.OptedOut], selection.LeftOut.Select(f => f.Reason).Order());
    }

    [DatabaseTheory]
    public async Task A_test_goes_to_its_maker_alone(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, firms: 1);
        var campaign = await house.SaveAsync();

        await house.Database.RunAsync<SendCampaignTest>(verb => verb.RunAsync(campaign.Id, "ar", house.Maker, default));
        await house.Room.SendAsync();

        var mail = Assert.Single(house.Room.Server.Received);
        Assert.Equal(("delegate@asmex.example", "[Test] بطاقات تقنية جديدة"), (mail.To, mail.Message.Subject));
        Assert.Equal(0, await house.TendAsync());
    }

    [DatabaseTheory]
    public async Task A_campaign_that_nobody_looked_after_waits_for_a_person_before_it_goes_on(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind);
        var id = await house.RunningAsync();
        house.Database.Clock.Advance(TimeSpan.FromDays(3));

        await house.TendAsync();
        await house.Room.SendAsync();

        Assert.Equal(CampaignState.Paused, (await house.ReadAsync(id)).State);
        Assert.Empty(house.MailsToFirms);
    }

    [DatabaseTheory]
    public async Task What_has_not_left_in_the_days_of_the_campaign_is_withheld(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, change: o => o.SendWithinDays = 2);
        var id = await house.RunningAsync();
        foreach (var _ in Enumerable.Range(0, 3))
        {
            house.Database.Clock.Advance(TimeSpan.FromDays(1));
            await house.TendAsync();
        }

        Assert.Equal(CampaignState.Done, (await house.ReadAsync(id)).State);
        Assert.All(await house.LettersAsync(), l => Assert.Equal(LetterState.Withheld, l.State));
    }

    [DatabaseTheory]
    public async Task Who_leaves_while_letters_are_being_written_gets_none(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, firms: 2);
        var id = await house.ApprovedAsync();
        await house.StartAsync(id);
        await house.Database.RunAsync<PrepareCampaign, int>(verb => verb.RunAsync(id, default));
        var leaver = (await house.AllAsync<Contact>()).Single(c => c.Email == "person0@coop.example");

        await house.Database.RunAsync<OptOut>(verb => verb.RunAsync(leaver.Id, "appel", Firms.Given.Delegate, default));
        await house.TendAsync();
        await house.Room.SendAsync();

        Assert.Equal(["person1@coop.example"], house.MailsToFirms.Select(m => m.To));
    }

    private static async Task<AudienceSelection> SelectAsync(CampaignHouse house, CampaignDraft draft)
    {
        var campaign = await house.SaveAsync(draft);
        return await house.Database.RunAsync<SelectRecipients, AudienceSelection>(verb => verb.RunAsync(campaign, default));
    }
}
