using Asmex.Workflows.Letters.Receiving;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Tests.Outreach.Campaigns;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Outreach;

public sealed class RoundFiguresTests
{
    [DatabaseTheory]
    public async Task A_round_counts_what_left_what_arrived_and_who_answered_by_day_region_and_sector(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, firms: 4);
        house.Room.Server.On("RCPT", line => line.Contains("person3", StringComparison.Ordinal) ? new SmtpAnswer.Say("550 5.1.1 No such user") : null);
        house.Room.Server.On("CONTENT", to => to.Contains("person2", StringComparison.Ordinal) ? new SmtpAnswer.KeepAndDrop() : null);
        await house.RunningAsync(CampaignHouse.Asking);
        await house.Room.SendAsync();
        house.Room.Server.Behave();
        await house.Room.SendAsync();
        await AnswerAsync(house, 0, Reply.Yes);
        house.Database.Clock.Advance(TimeSpan.FromDays(1));
        await AnswerAsync(house, 1, Reply.No);
        await house.Room.SendAsync();

        await using var scope = house.Database.Scope();
        var round = (await scope.Db.Set<InvitationRound>().SingleAsync()).Id;
        var figures = await RoundFigures.OfAsync(scope.Db, round, default);

        Assert.Equal((4, 2, 2, 1, 1), (figures.Invited, figures.Sent, figures.Delivered, figures.Unknown, figures.Bounced));
        Assert.Equal((2, 1, 1), (figures.Answered, figures.Coming, figures.Replies[Reply.No]));
        Assert.Equal([new AnswersOfDay(new DateOnly(2027, 1, 4), 1, 0, 0), new AnswersOfDay(new DateOnly(2027, 1, 5), 0, 0, 1)], await scope.Db.AnswersByDayAsync(round, default));
        var region = Assert.Single(await scope.Db.AnswersByRegionAsync(round, default));
        Assert.Equal(("MA-09", 4, 2), (region.Key, region.Invited, region.Silent));
        Assert.Equal("produits-terroir", Assert.Single(await scope.Db.AnswersBySectorAsync(round, default)).Key);
    }

    [DatabaseTheory]
    public async Task A_report_of_delivery_confirms_an_arrival_without_an_answer(DatabaseKind kind)
    {
        await using var house = await CampaignHouse.OpenAsync(kind, firms: 1);
        await house.RunningAsync();
        await house.Room.SendAsync();
        var letter = Assert.Single(await house.LettersAsync());
        await using var scope = house.Database.Scope();
        var round = (await scope.Db.Set<InvitationRound>().SingleAsync()).Id;
        Assert.Equal(0, (await RoundFigures.OfAsync(scope.Db, round, default)).Delivered);

        scope.Db.Add(new Asmex.Workflows.Letters.Receiving.ReceivedMail("report", new IncomingMail(MailKind.Delivery, [letter.Id], [], "2.0.0", "delivered"), "mailer-daemon@coop.example", "Delivered", letter, letter.FirmId, "MA-09", house.Database.Clock.GetUtcNow()));
        await scope.Db.SaveChangesAsync();

        Assert.Equal(1, (await RoundFigures.OfAsync(scope.Db, round, default)).Delivered);
    }

    /// <summary>A campaign of many firms asks the database a handful of questions, not one a firm.</summary>
    [DatabaseTheory]
    public async Task Selecting_starting_and_writing_do_not_ask_the_database_for_each_firm(DatabaseKind kind)
    {
        var few = await CommandsAsync(kind, firms: 4);
        var many = await CommandsAsync(kind, firms: 40);

        Assert.True(many.Reads <= few.Reads, $"{few.Reads} reads for 4 firms, {many.Reads} for 40");
    }

    private static async Task<CountedCommands> CommandsAsync(DatabaseKind kind, int firms)
    {
        var counted = new CountedCommands();
        await using var house = await CampaignHouse.OpenAsync(kind, firms, services: services => CountedCommands.Attach(services, counted));
        var id = await house.ApprovedAsync();
        counted.Reset();
        await house.StartAsync(id);
        await house.TendAsync();
        return counted;
    }

    private static Task<Invitation> AnswerAsync(CampaignHouse house, int person, Reply reply)
    {
        var token = house.MailsToFirms.First(m => m.To == $"person{person}@coop.example").Html.Split("/a/")[1][..43];
        return house.Database.RunAsync<AnswerInvitation, Invitation>(verb => verb.RunAsync(new AnswerRequest(token, new AnswerDraft(reply, 0, [])), default));
    }
}
