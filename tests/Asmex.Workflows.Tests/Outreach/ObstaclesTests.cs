using Asmex.Workflows.Firms;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Outreach;

/// <summary>What happened between the writing of a letter and its leaving, or its arriving.</summary>
public sealed class ObstaclesTests
{
    [DatabaseTheory]
    public async Task A_letter_does_not_follow_a_contact_to_another_address_nor_go_to_the_old_one(DatabaseKind kind)
    {
        await using var fair = await RemindedAsync(kind);
        await using (var scope = fair.Database.Scope())
        {
            var contact = await scope.Db.Set<Contact>().SingleAsync(c => c.Email == "person0@coop.example");
            contact.Change(Asmex.Workflows.Tests.Firms.Given.Contact with { Name = contact.Name, Email = "new@coop.example" }, fair.Database.Clock.GetUtcNow());
            await scope.Db.SaveChangesAsync();
        }

        await fair.SendAsync();

        Assert.Equal((LetterState.Cancelled, "The contact has another address by now."), await ReminderOfAsync(fair, 0));
        Assert.Equal(LetterState.Sent, (await ReminderOfAsync(fair, 1)).State);
        Assert.DoesNotContain(fair.Mails, m => m.To == "new@coop.example");
    }

    [DatabaseTheory]
    public async Task After_the_last_day_nobody_is_asked_for_an_answer(DatabaseKind kind)
    {
        await using var fair = await RemindedAsync(kind);
        fair.Database.Clock.Advance(TimeSpan.FromDays(12));

        await fair.SendAsync();

        Assert.Equal((LetterState.Cancelled, "The last day for an answer is over."), await ReminderOfAsync(fair, 0));
    }

    [DatabaseTheory]
    public async Task An_answer_proves_that_a_letter_of_which_nothing_was_known_arrived(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind);
        await BecomeAsync(fair, LetterState.Unknown);

        await fair.AnswerAsync(0, Reply.Maybe);

        Assert.Equal((LetterState.Sent, "Answered."), await LetterAsync(fair, l => l.Address == "person0@coop.example" && l.Template == "invitation"));
        Assert.Equal(LetterState.Unknown, (await LetterAsync(fair, l => l.Address == "person1@coop.example")).State);
    }

    [DatabaseTheory]
    public async Task Whom_the_invitation_did_not_reach_nobody_reminds_of_it(DatabaseKind kind)
    {
        await using var fair = await Fair.OpenAsync(kind);
        await BecomeAsync(fair, LetterState.Rejected);
        fair.Database.Clock.Advance(TimeSpan.FromDays(9));

        Assert.Equal(0, await fair.RemindAsync());
    }

    private static async Task<Fair> RemindedAsync(DatabaseKind kind)
    {
        var fair = await Fair.OpenAsync(kind);
        fair.Database.Clock.Advance(new TimeSpan(9, 3, 0, 0));
        Assert.Equal(2, await fair.RemindAsync());
        return fair;
    }

    private static async Task BecomeAsync(Fair fair, LetterState state)
    {
        await using var scope = fair.Database.Scope();
        await scope.Db.Letters.ExecuteUpdateAsync(set => set.SetProperty(l => l.State, state));
    }

    private static Task<(LetterState State, string? Reply)> ReminderOfAsync(Fair fair, int person) =>
        LetterAsync(fair, l => l.Address == $"person{person}@coop.example" && l.CauseKey.StartsWith("reminder:", StringComparison.Ordinal));

    private static async Task<(LetterState State, string? Reply)> LetterAsync(Fair fair, Predicate<Letter> which)
    {
        var letter = Assert.Single(await fair.AllAsync<Letter>(), which);
        return (letter.State, letter.Reply);
    }
}
