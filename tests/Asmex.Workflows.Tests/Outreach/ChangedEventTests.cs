using Asmex.Workflows.Firms;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Tests.Firms;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Tests.Outreach.Campaigns;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Outreach;

/// <summary>What firms read that have not answered when the day changes.</summary>
public sealed class ChangedEventTests
{
    private static readonly DateOnly _later = new(2027, 5, 20);

    [DatabaseTheory]
    [Row(LetterState.Ready)]
    [Row(LetterState.Held)]
    [Row(LetterState.Deferred)]
    [Row(LetterState.Claimed)]
    public async Task An_invitation_that_has_not_left_is_written_anew_and_no_change_is_told(DatabaseKind kind, LetterState state)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, firms: 1, change: o => o.QuietDays = [new DateOnly(2027, 1, 4), new DateOnly(2027, 1, 5)]);
        var fair = new Fair(house.Room);
        await fair.InviteAsync();
        await BecomeAsync(fair, state);

        await MoveAsync(fair);

        var letter = Assert.Single(await house.AllAsync<Letter>());
        Assert.Equal((LetterKeys.Invitation, LetterState.Ready), (letter.Template, letter.State));
        house.Database.Clock.Advance(TimeSpan.FromDays(2));
        await fair.SendAsync();
        var mail = Assert.Single(house.MailsToFirms);
        Assert.Contains("20 mai 2027", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("12 mai 2027", mail.Text, StringComparison.Ordinal);
        Assert.Equal(Reply.Yes, (await fair.AnswerAsync(0, Reply.Yes)).Reply);
        await using var scope = house.Database.Scope();
        var figures = await RoundFigures.OfAsync(scope.Db, (await scope.Db.Set<InvitationRound>().SingleAsync()).Id, default);
        Assert.Equal((1, 1, 0), (figures.Invited, figures.Sent, figures.NotSent));
    }

    [DatabaseTheory]
    public async Task The_letters_of_a_paused_campaign_wait_on_with_the_new_day(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, firms: 2);
        var campaign = await house.RunningAsync(CampaignHouse.Asking);
        await house.PauseAsync(campaign);

        await MoveAsync(new Fair(house.Room));

        Assert.All(await house.LettersAsync(), letter => Assert.Equal((LetterKeys.Invitation, LetterState.Held), (letter.Template, letter.State)));
        await house.ResumeAsync(campaign);
        await house.TendAsync();
        await house.Room.SendAsync();
        Assert.Equal(2, house.MailsToFirms.Count());
        var french = house.MailsToFirms.Single(m => m.To == "person0@coop.example");
        Assert.Contains("20 mai 2027", french.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("2 mars 2027", french.Text, StringComparison.Ordinal);
    }

    [DatabaseTheory]
    public async Task A_reminder_that_waits_for_the_morning_speaks_of_the_new_day(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind, firms: 1);
        fair.Database.Clock.Advance(TimeSpan.FromDays(9));
        Assert.Equal(1, await fair.RemindAsync());

        await MoveAsync(fair);
        fair.Database.Clock.Advance(TimeSpan.FromHours(3));
        await fair.SendAsync();

        Assert.Equal([LetterKeys.EventChanged, LetterKeys.Invitation, LetterKeys.FirstReminder], (await fair.AllAsync<Letter>()).Select(l => l.Template).Order(StringComparer.Ordinal));
        Assert.All(fair.Mails.Skip(1), mail => Assert.Contains("20 mai 2027", mail.Text, StringComparison.Ordinal));
        Assert.Equal(3, fair.Mails.Count);
    }

    [DatabaseTheory]
    public async Task A_silent_firm_that_may_not_be_written_to_or_has_no_invitation_hears_nothing(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind, firms: 5);
        await using (var scope = fair.Database.Scope())
        {
            var now = fair.Database.Clock.GetUtcNow();
            var said = await scope.Db.Set<Contact>().SingleAsync(c => c.Email == "person0@coop.example");
            await scope.Get<OptOut>().RunAsync(said.Id, "appel", Given.Delegate, default);
            scope.Db.Add(new Suppression("person1@coop.example", SuppressionReason.HardBounce, now));
            var moved = await scope.Db.Set<Contact>().SingleAsync(c => c.Email == "person2@coop.example");
            moved.Change(Given.Contact with { Name = moved.Name, Email = "new@coop.example" }, now);
            await scope.Db.SaveChangesAsync();
            await scope.Db.Letters.Where(l => l.Address == "person3@coop.example" && l.State == LetterState.Sent).ExecuteUpdateAsync(set => set.SetProperty(l => l.State, LetterState.Rejected));
        }

        await MoveAsync(fair);

        Assert.Equal(["person4@coop.example"], (await fair.AllAsync<Letter>()).Where(l => l.Template == LetterKeys.EventChanged).Select(l => l.Address));
    }

    private static async Task MoveAsync(Fair fair)
    {
        var round = Assert.Single(await fair.AllAsync<InvitationRound>());
        var change = new EventChange(round.Id, _later, round.Event.Time, round.Event.Place, round.Event.Seats, null, round.EventChanges);
        await fair.Database.RunAsync<ChangeEvent>(verb => verb.RunAsync(change, Given.Delegate, default));
    }

    private static async Task BecomeAsync(Fair fair, LetterState state)
    {
        await using var scope = fair.Database.Scope();
        await scope.Db.Letters.ExecuteUpdateAsync(set => set.SetProperty(l => l.State, state));
    }
}
