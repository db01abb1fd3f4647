using Asmex.Workflows.Firms;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Outreach.Paper;
using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Outreach;

/// <summary>Firms without a mail address.</summary>
public sealed class PaperTests
{
    private static Actor Delegate { get; } = new(Guid.CreateVersion7(), "Karim Idrissi", "fr", [new Holding(Roles.Delegate, "MA-09")]);

    [DatabaseTheory]
    public async Task A_code_from_paper_opens_the_answer_page_and_the_answer_counts(DatabaseKind kind)
    {
        await using var fair = await OpenAsync(kind);
        var letter = Assert.Single(await PrintAsync(fair));

        var token = await OpenCodeAsync(fair, " " + letter.Code.ToLowerInvariant().Replace("-", " - ", StringComparison.Ordinal));
        await fair.AnswerAsync(token, Reply.Yes);

        var invitation = (await fair.AllAsync<Invitation>()).Single(i => !i.HasAddress);
        Assert.Equal(("Sans Adresse", Reply.Yes, true), (invitation.FirmName, invitation.Reply, invitation.Comes));
        Assert.DoesNotContain(await fair.AllAsync<Letter>(), l => l.InvitationId == invitation.Id);
        Assert.Equal("Paper.NobodyWithout", (await Assert.ThrowsAsync<RuleBrokenException>(() => PrintAsync(fair))).Key);
    }

    [DatabaseTheory]
    public async Task Printed_again_both_codes_open_and_reminders_go_to_nobody_on_paper(DatabaseKind kind)
    {
        await using var fair = await OpenAsync(kind);
        var first = Assert.Single(await PrintAsync(fair));
        var second = Assert.Single(await PrintAsync(fair));

        Assert.NotEqual(first.Code, second.Code);
        Assert.NotEqual(await OpenCodeAsync(fair, first.Code), await OpenCodeAsync(fair, second.Code));
        Assert.Single(await fair.AllAsync<Invitation>(), i => !i.HasAddress);
        fair.Database.Clock.Advance(TimeSpan.FromDays(9));
        await fair.RemindAsync();
        Assert.DoesNotContain(await fair.AllAsync<Letter>(), l => l.Address.Length == 0);
    }

    [DatabaseTheory]
    [Row("")]
    [Row("ABCDE-FGHJK")]
    [Row("ABCDE")]
    [Row("11111-00000")]
    public async Task What_is_no_code_opens_nothing_and_says_so(DatabaseKind kind, string typed)
    {
        await using var fair = await OpenAsync(kind);

        Assert.Equal("Paper.NoSuchCode", (await Assert.ThrowsAsync<RuleBrokenException>(() => OpenCodeAsync(fair, typed))).Key);
    }

    [DatabaseTheory]
    public async Task A_code_for_the_entrance_opens_no_answer(DatabaseKind kind)
    {
        await using var fair = await OpenAsync(kind);
        await fair.AnswerAsync(0, Reply.Yes);
        var code = (await fair.AllAsync<Letter>()).Single(l => l.EntryCode is not null).EntryCode!;

        await Assert.ThrowsAsync<RuleBrokenException>(() => OpenCodeAsync(fair, code));
    }

    [DatabaseTheory]
    public async Task Who_leaves_by_a_letter_on_paper_leaves_alone(DatabaseKind kind)
    {
        await using var fair = await OpenAsync(kind, withoutAddress: 2);
        var letters = await PrintAsync(fair);
        var token = await OpenCodeAsync(fair, letters[0].Code);

        await fair.Database.RunAsync<LeaveOutreach>(leave => leave.RunAsync(token, "link", default));
        await fair.Database.RunAsync<LeaveOutreach>(leave => leave.RunAsync(token, "link", default));

        var invitations = (await fair.AllAsync<Invitation>()).FindAll(i => !i.HasAddress);
        var left = Assert.Single(invitations, i => i.State == InvitationState.OptedOut);
        Assert.Single(invitations, i => i.State == InvitationState.Invited);
        Assert.Empty(await fair.AllAsync<Suppression>());
        Assert.Equal([left.ContactId], (await fair.AllAsync<Contact>()).Where(c => c.OptedOutAt is not null).Select(c => c.Id));
    }

    [DatabaseTheory]
    public async Task A_round_that_reached_nobody_by_mail_stays_open_for_those_on_paper(DatabaseKind kind)
    {
        await using var fair = await OpenAsync(kind);
        await using (var scope = fair.Database.Scope())
        {
            await scope.Db.Set<Invitation>().ExecuteDeleteAsync();
        }

        Assert.Equal(0, await fair.CloseAsync());
        Assert.Single(await PrintAsync(fair));
        fair.Database.Clock.Advance(TimeSpan.FromDays(40));
        Assert.Equal(1, await fair.CloseAsync());
    }

    [DatabaseTheory]
    public async Task When_all_others_have_answered_letters_are_still_printed_and_answered_until_the_last_day(DatabaseKind kind)
    {
        await using var fair = await OpenAsync(kind);
        await fair.AnswerAsync(0, Reply.Yes);
        await fair.AnswerAsync(1, Reply.No);
        Assert.Equal(RoundState.Closed, Assert.Single(await fair.AllAsync<InvitationRound>()).State);

        var letter = Assert.Single(await PrintAsync(fair));
        var answered = await fair.AnswerAsync(await OpenCodeAsync(fair, letter.Code), Reply.Yes);

        Assert.Equal(("Sans Adresse", true), (answered.FirmName, answered.Comes));
    }

    [DatabaseTheory]
    public async Task Nothing_is_printed_for_a_cancelled_event(DatabaseKind kind)
    {
        await using var fair = await OpenAsync(kind);
        await fair.CancelAsync();

        Assert.Equal("Outreach.TooLate", (await Assert.ThrowsAsync<RuleBrokenException>(() => PrintAsync(fair))).Key);
    }

    [DatabaseTheory]
    public async Task A_firm_that_was_invited_by_another_of_its_files_gets_no_letter_on_paper(DatabaseKind kind)
    {
        await using var fair = await OpenAsync(kind);

        await fair.Database.MergeAsync("Sans Adresse", into: "Coopérative 0");

        Assert.Equal("Paper.NobodyWithout", (await Assert.ThrowsAsync<RuleBrokenException>(() => PrintAsync(fair))).Key);
    }

    [DatabaseTheory]
    public async Task Others_print_nothing_and_after_the_last_day_nobody_does(DatabaseKind kind)
    {
        await using var fair = await OpenAsync(kind);

        await Assert.ThrowsAsync<NothingThereException>(() => PrintAsync(fair, Delegate with { Holdings = [new Holding(Roles.Delegate, "MA-02")] }));
        fair.Database.Clock.Advance(TimeSpan.FromDays(40));
        Assert.Equal("Outreach.TooLate", (await Assert.ThrowsAsync<RuleBrokenException>(() => PrintAsync(fair))).Key);
    }

    [Fact]
    public void Codes_are_of_ten_signs_that_nobody_confuses()
    {
        var codes = Enumerable.Range(0, 500).Select(_ => ShortCode.New()).ToList();

        Assert.Equal(500, codes.Distinct().Count());
        Assert.All(codes, code => Assert.Matches("^[2346789A-HJKMNP-RTV-Z]{5}-[2346789A-HJKMNP-RTV-Z]{5}$", code));
        Assert.All(codes, code => Assert.Equal(ShortCode.HashOf(code), ShortCode.HashOf(code.ToLowerInvariant().Replace("-", "", StringComparison.Ordinal))));
    }

    // A fair, and beside its two firms one that has a telephone only.
    private static async Task<Fair> OpenAsync(DatabaseKind kind, int withoutAddress = 1)
    {
        var fair = await Fair.OpenAsync(kind);
        await using var scope = fair.Database.Scope();
        var round = Assert.Single(await fair.AllAsync<InvitationRound>());
        for (var i = 0; i < withoutAddress; i++)
        {
            var firm = await Asmex.Workflows.Tests.Firms.Given.FirmAsync(fair.Database, Asmex.Workflows.Tests.Firms.Given.Draft with { Name = "Sans Adresse", Ice = null },
                Asmex.Workflows.Tests.Firms.Given.Contact with { Name = "Madame Tazi", Email = null, Phone = $"+21261234567{i}", Language = "fr" });
            scope.Db.Add(new LeftOut(round.Id, new LeftOutFirm(firm.Id, firm.Name, firm.Region, LeftOutReason.NoAddress)));
        }

        await scope.Db.SaveChangesAsync();
        return fair;
    }

    private static async Task<IReadOnlyList<PaperLetter>> PrintAsync(Fair fair, Actor? by = null)
    {
        var round = Assert.Single(await fair.AllAsync<InvitationRound>());
        return await fair.Database.RunAsync<InviteOnPaper, IReadOnlyList<PaperLetter>>(print => print.RunAsync(round.Id, by ?? Delegate, default));
    }

    private static Task<string> OpenCodeAsync(Fair fair, string code) => fair.Database.RunAsync<OpenByCode, string>(open => open.RunAsync(code, default));
}
