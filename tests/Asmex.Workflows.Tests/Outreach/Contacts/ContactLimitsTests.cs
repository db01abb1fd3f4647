using Asmex.Workflows.Audit;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Outreach.Campaigns;
using Asmex.Workflows.Outreach.Contacts;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Tests.Outreach.Campaigns;
using Asmex.Workflows.Texts;
using MimeKit;

namespace Asmex.Workflows.Tests.Outreach.Contacts;

public sealed class ContactLimitsTests
{
    private static readonly TimeSpan _afterTheWeek = TimeSpan.FromDays(8);

    [DatabaseTheory]
    public async Task Two_campaigns_do_not_write_to_one_firm_within_a_week(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, firms: 2);
        await house.RunningAsync();
        await CampaignHouse.AddFirmAsync(house.Database, 2);

        var second = await house.SaveAsync(CampaignHouse.Draft with { Name = "Deuxième" });
        var now = await SelectAsync(house, second);
        house.Database.Clock.Advance(_afterTheWeek);
        var later = await SelectAsync(house, second);

        Assert.Equal(["person2@coop.example"], now.Members.Select(m => m.Email));
        Assert.All(now.LeftOut, f => Assert.Equal(LeftOutReason.OtherPlan, f.Reason));
        Assert.Equal(3, later.Members.Count);
    }

    [DatabaseTheory]
    public async Task A_step_of_a_plan_leaves_out_the_firms_of_a_campaign_and_a_coordinator_releases_them_with_a_reason(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, firms: 2);
        await house.RunningAsync();
        await house.Room.SendAsync();
        var fair = new Fair(house.Room);
        await fair.InviteAsync();
        var round = (await house.AllAsync<InvitationRound>()).Single(r => r.ExecutionId is not null);
        Assert.Equal([LeftOutReason.OtherPlan, LeftOutReason.OtherPlan], (await house.AllAsync<LeftOut>()).Select(l => l.Reason));

        await Assert.ThrowsAsync<NothingThereException>(() => ReleaseAsync(house, round.Id, "Urgent", house.Maker));
        Assert.Equal("Campaigns.ReasonMissing", (await Assert.ThrowsAsync<RuleBrokenException>(() => ReleaseAsync(house, round.Id, " ", house.Coordinator))).Key);
        Assert.Equal(2, await ReleaseAsync(house, round.Id, "Le salon ferme demain", house.Coordinator));
        Assert.Equal("Contacts.NobodyToRelease", (await Assert.ThrowsAsync<RuleBrokenException>(() => ReleaseAsync(house, round.Id, "Encore", house.Coordinator))).Key);
        await house.Room.SendAsync();

        Assert.Equal(2, house.MailsToFirms.Count(m => m.Message.Subject!.Contains("SIAL", StringComparison.Ordinal) || m.Message.Subject.Contains("معرض", StringComparison.Ordinal)));
        Assert.Empty(await house.AllAsync<LeftOut>());
        Assert.All((await house.AllAsync<Invitation>()).Where(i => i.RoundId == round.Id), i => Assert.True(i.IsReleased));
        Assert.Contains(await house.AllAsync<HistoryEntry>(), h => h.Key == "History.FirmsReleased" && h.ActorName == "Omar Alami" && h.In("fr").EndsWith("Motif : Le salon ferme demain", StringComparison.Ordinal));
    }

    [DatabaseTheory]
    public async Task Firms_are_released_also_when_all_others_have_answered(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, firms: 2);
        var (fair, round) = await LeftOutAsync(house);
        await fair.AnswerAsync(2, Reply.Yes);
        Assert.Equal(RoundState.Closed, (await house.AllAsync<InvitationRound>()).Single(r => r.Id == round).State);

        Assert.Equal(2, await ReleaseAsync(house, round, "Il reste des places", house.Coordinator));
        await house.Room.SendAsync();

        Assert.Equal(Reply.Yes, (await fair.AnswerAsync(0, Reply.Yes)).Reply);
    }

    [DatabaseTheory]
    public async Task A_firm_that_another_of_its_files_was_invited_by_is_not_released_and_two_files_of_one_are_released_once(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, firms: 3);
        var (_, round) = await LeftOutAsync(house);
        await house.Database.MergeAsync("Coopérative 0", into: "Coopérative 3");
        await house.Database.MergeAsync("Coopérative 2", into: "Coopérative 1");

        Assert.Equal(1, await ReleaseAsync(house, round, "Il reste des places", house.Coordinator));

        Assert.Empty(await house.AllAsync<LeftOut>());
        var stand = (await house.AllAsync<Firm>()).Select(f => f.Id).Order();
        Assert.Equal(stand, (await house.AllAsync<Invitation>()).Where(i => i.RoundId == round).Select(i => i.FirmId).Order());
    }

    [DatabaseTheory]
    public async Task Where_only_files_of_invited_firms_are_left_out_nobody_is_released_and_nobody_is_left_out_any_more(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, firms: 1);
        var (_, round) = await LeftOutAsync(house);
        await house.Database.MergeAsync("Coopérative 0", into: "Coopérative 1");

        var refusal = await Assert.ThrowsAsync<RuleBrokenException>(() => ReleaseAsync(house, round, "Il reste des places", house.Coordinator));

        Assert.Equal("Contacts.NobodyToRelease", refusal.Key);
        Assert.Empty(await house.AllAsync<LeftOut>());
        Assert.DoesNotContain(await house.AllAsync<HistoryEntry>(), h => h.Key == "History.FirmsReleased");
    }

    [DatabaseTheory]
    public async Task Two_campaigns_that_start_at_once_do_not_both_write_to_a_firm(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, firms: 3);
        var first = await house.ApprovedAsync();
        var second = await house.ApprovedAsync(CampaignHouse.Draft with { Name = "Deuxième" });

        var refused = await Task.WhenAll(new[] { first, second }.Select(id => Task.Run(async () =>
        {
            try
            {
                await house.StartAsync(id);
                return null;
            }
            catch (RuleBrokenException refusal)
            {
                return refusal.Key;
            }
        })));

        Assert.Equal([null, "Campaigns.NobodyLeft"], refused.Order());
        Assert.Equal(3, (await house.AllAsync<Invitation>()).Count);
    }

    [DatabaseTheory]
    public async Task A_firm_gets_no_more_letters_than_the_setting_says(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, firms: 1, change: o => o.MostLetters = 1);
        await house.RunningAsync();
        await house.Room.SendAsync();
        house.Database.Clock.Advance(_afterTheWeek);

        var second = await house.SaveAsync(CampaignHouse.Draft with { Name = "Deuxième" });
        var capped = await SelectAsync(house, second);
        house.Database.Clock.Advance(TimeSpan.FromDays(30));

        Assert.Equal(LeftOutReason.Capped, Assert.Single(capped.LeftOut).Reason);
        Assert.Single((await SelectAsync(house, second)).Members);
    }

    [DatabaseTheory]
    public async Task The_limit_is_asked_again_when_a_letter_leaves_and_a_confirmation_always_goes(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, firms: 1, change: o => o.MostLetters = 1);
        await house.RunningAsync(CampaignHouse.Asking);
        await house.Room.SendAsync();
        await house.TendAsync();
        house.Database.Clock.Advance(TimeSpan.FromDays(9));

        await house.Database.RunAsync<SendInvitationReminders, int>(verb => verb.RunAsync(default));
        await house.Room.SendAsync();
        var token = Assert.Single(house.MailsToFirms).Html.Split("/a/")[1][..43];
        await house.Database.RunAsync<AnswerInvitation>(verb => verb.RunAsync(new AnswerRequest(token, new AnswerDraft(Reply.Yes, 0, [])), default));
        await house.Room.SendAsync();

        var reminder = (await house.LettersAsync()).Single(l => l.Template == LetterKeys.FirstReminder);
        Assert.Equal((LetterState.Cancelled, "The firm has had as many letters as a firm gets in this time."), (reminder.State, reminder.Reply));
        Assert.Null(house.MailsToFirms.Last().Message.Headers[HeaderId.ListUnsubscribe]);
        Assert.Equal(2, house.MailsToFirms.Count());
    }

    [DatabaseTheory]
    public async Task Invitations_of_a_step_wait_for_the_end_of_a_quiet_day(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, firms: 1, change: o => o.QuietDays = [new DateOnly(2027, 1, 4), new DateOnly(2027, 1, 5)]);
        await new Fair(house.Room).InviteAsync();
        await house.Room.SendAsync();
        Assert.Empty(house.MailsToFirms);

        house.Database.Clock.Advance(TimeSpan.FromDays(2));
        await house.Room.SendAsync();

        Assert.Single(house.MailsToFirms);
    }

    [DatabaseTheory]
    public async Task A_letter_that_was_put_off_into_a_sunday_leaves_on_the_next_working_day(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, firms: 1);
        house.Database.Clock.Advance(TimeSpan.FromDays(5) + TimeSpan.FromHours(13));
        house.Room.Server.On("RCPT", new SmtpAnswer.Say("451 4.7.1 Greylisted"));
        await new Fair(house.Room).InviteAsync();
        await house.Room.SendAsync();
        house.Room.Server.Behave();

        house.Database.Clock.Advance(TimeSpan.FromHours(2));
        await house.Room.SendAsync();
        var held = Assert.Single(await house.LettersAsync());
        Assert.Equal((LetterState.Held, "A quiet day."), (held.State, held.Reply));

        // Monday the 11th is a day off too: the Manifesto of independence.
        house.Database.Clock.Advance(TimeSpan.FromHours(34));
        await house.TendAsync();
        await house.Room.SendAsync();
        Assert.Empty(house.MailsToFirms);

        house.Database.Clock.Advance(TimeSpan.FromHours(24));
        await house.TendAsync();
        await house.Room.SendAsync();
        Assert.Single(house.MailsToFirms);
    }

    // A fair that invited one firm more, and left out those of a campaign.
    private static async Task<(Fair Fair, Guid Round)> LeftOutAsync(CampaignHouse house)
    {
        await house.RunningAsync();
        await house.Room.SendAsync();
        await CampaignHouse.AddFirmAsync(house.Database, (await house.AllAsync<Firm>()).Count);
        var fair = new Fair(house.Room);
        await fair.InviteAsync();
        await house.Room.SendAsync();
        return (fair, (await house.AllAsync<InvitationRound>()).Single(r => r.ExecutionId is not null).Id);
    }

    private static Task<AudienceSelection> SelectAsync(CampaignHouse house, Campaign campaign) =>
        house.Database.RunAsync<SelectRecipients, AudienceSelection>(verb => verb.RunAsync(campaign, default));

    private static Task<int> ReleaseAsync(CampaignHouse house, Guid round, string reason, Asmex.Workflows.People.Actor actor) =>
        house.Database.RunAsync<ReleaseLeftOut, int>(verb => verb.RunAsync(round, reason, actor, default));
}
