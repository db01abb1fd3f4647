using Asmex.Workflows.Calendars;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Outreach.Paper;
using Asmex.Workflows.Tests.Firms;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Tests.Outreach;

/// <summary>Who said no gets no letter on paper either.</summary>
public sealed class PaperRefusalTests
{
    private static readonly ContactDraft _byPhone = Given.Contact with { Name = "Madame Tazi", Email = null, Phone = "+212612345670", Language = "fr" };

    [DatabaseTheory]
    public async Task Who_said_no_and_has_no_address_is_left_out_because_of_the_no(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var firm = await Given.FirmAsync(database, contact: _byPhone);
        Assert.Equal([LeftOutReason.NoAddress], await ReasonsAsync(database));

        await database.RunAsync<OptOut>(verb => verb.RunAsync(firm.Contacts[0].Id, "appel", Given.Delegate, default));

        Assert.Equal([LeftOutReason.OptedOut], await ReasonsAsync(database));
    }

    [DatabaseTheory]
    public async Task A_firm_that_says_no_by_telephone_while_the_round_is_open_is_not_written_to(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind);
        var firm = await Given.FirmAsync(fair.Database, Given.Draft with { Name = "Sans Adresse", Ice = null }, _byPhone);
        var round = Assert.Single(await fair.AllAsync<InvitationRound>());
        await LeaveOutAsync(fair, round, firm, LeftOutReason.NoAddress);
        Assert.Single(await PrintAsync(fair, round));

        await fair.Database.RunAsync<OptOut>(verb => verb.RunAsync(firm.Contacts[0].Id, "appel", Given.Delegate, default));

        Assert.Equal("Paper.NobodyWithout", (await Assert.ThrowsAsync<RuleBrokenException>(() => PrintAsync(fair, round))).Key);
    }

    [DatabaseTheory]
    public async Task A_firm_without_a_contact_that_said_no_on_paper_is_not_written_to_in_the_next_round(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind);
        var firm = await Given.FirmAsync(fair.Database, Given.Draft with { Name = "Sans Contact", Ice = null });
        var first = Assert.Single(await fair.AllAsync<InvitationRound>());
        await LeaveOutAsync(fair, first, firm, LeftOutReason.NoContact);
        var letter = Assert.Single(await PrintAsync(fair, first));
        var token = await fair.Database.RunAsync<OpenByCode, string>(open => open.RunAsync(letter.Code, default));
        await fair.Database.RunAsync<LeaveOutreach>(leave => leave.RunAsync(token, "link", default));

        var next = new InvitationRound(new RoundPlace("x2", "i2", null, null, "MA-09"), "invitation", new EventDetails(new Wording("Mission")), new Questions(), [], new DateOnly(2027, 1, 4), new DateOnly(2027, 2, 4))
        {
            Closes = new DateRule(new DateOnly(2027, 1, 4), 20),
        };
        await LeaveOutAsync(fair, next, firm, LeftOutReason.NoContact, isNew: true);

        Assert.Equal("Paper.NobodyWithout", (await Assert.ThrowsAsync<RuleBrokenException>(() => PrintAsync(fair, next))).Key);
    }

    private static async Task<IEnumerable<LeftOutReason>> ReasonsAsync(TestDatabase database) =>
        (await database.RunAsync<SelectAudience, AudienceSelection>(verb => verb.RunAsync(new Audience(Regions: ["MA-09"]), default))).LeftOut.Select(f => f.Reason);

    private static async Task LeaveOutAsync(Fair fair, InvitationRound round, Firm firm, LeftOutReason reason, bool isNew = false)
    {
        await using var scope = fair.Database.Scope();
        if (isNew)
        {
            scope.Db.Add(round);
        }

        scope.Db.Add(new LeftOut(round.Id, new LeftOutFirm(firm.Id, firm.Name, firm.Region, reason)));
        await scope.Db.SaveChangesAsync();
    }

    private static Task<IReadOnlyList<PaperLetter>> PrintAsync(Fair fair, InvitationRound round) =>
        fair.Database.RunAsync<InviteOnPaper, IReadOnlyList<PaperLetter>>(print => print.RunAsync(round.Id, Given.Delegate, default));
}
