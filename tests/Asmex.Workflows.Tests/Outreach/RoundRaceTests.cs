using Asmex.Workflows.Letters;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Asmex.Workflows.Tests.Outreach;

/// <summary>A firm answers, and the work that waits for it is cancelled.</summary>
public sealed class RoundRaceTests
{
    [PostgresFact]
    public async Task Who_answers_just_before_the_event_is_cancelled_hears_of_it()
    {
        await using var fair = await RemindedAsync();
        var token = fair.TokenOf(0);
        await using var scope = fair.Database.Scope();
        await using var stop = await HoldRemindersAsync(scope);

        var answer = Task.Run(() => fair.AnswerAsync(token, Reply.Yes));
        await fair.Database.ComeToALockAsync(answer);
        var cancel = Task.Run(() => fair.CancelAsync());
        await fair.Database.ComeToALockAsync(answer, cancel);
        await stop.CommitAsync();

        await answer;
        await cancel;
        var invitations = (await fair.AllAsync<Invitation>()).ToDictionary(i => i.Address, i => (i.Reply, i.State));
        Assert.Equal((Reply.Yes, InvitationState.Answered), invitations["person0@coop.example"]);
        Assert.Equal((null, InvitationState.Cancelled), invitations["person1@coop.example"]);
        Assert.Equal("person0@coop.example", Assert.Single(await fair.AllAsync<Letter>(), l => l.Template == LetterKeys.EventCancelled).Address);
        Assert.Equal(RoundState.Cancelled, Assert.Single(await fair.AllAsync<InvitationRound>()).State);
    }

    [PostgresFact]
    public async Task Who_answers_while_the_event_is_cancelled_is_refused()
    {
        await using var fair = await RemindedAsync();
        var token = fair.TokenOf(0);
        await using var scope = fair.Database.Scope();
        await using var stop = await HoldRemindersAsync(scope);

        var cancel = Task.Run(() => fair.CancelAsync());
        await fair.Database.ComeToALockAsync(cancel);
        var answer = Task.Run(() => Assert.ThrowsAsync<RuleBrokenException>(() => fair.AnswerAsync(token, Reply.Yes)));
        await fair.Database.ComeToALockAsync(cancel, answer);
        await stop.CommitAsync();

        await cancel;
        Assert.Equal("Outreach.Cancelled", (await answer).Key);
        Assert.All(await fair.AllAsync<Invitation>(), i => Assert.Equal((null, InvitationState.Cancelled), (i.Reply, i.State)));
        Assert.DoesNotContain(await fair.AllAsync<Letter>(), l => l.Template == LetterKeys.AnswerConfirmation);
    }

    // Reminders that have not left: an answer takes them back, and so does a cancellation.
    private static async Task<Fair> RemindedAsync()
    {
        var fair = await Fair.OpenAsync(DatabaseKind.Postgres);
        fair.Database.Clock.Advance(TimeSpan.FromDays(9));
        Assert.Equal(2, await fair.RemindAsync());
        return fair;
    }

    private static async Task<IDbContextTransaction> HoldRemindersAsync(TestScope scope)
    {
        var stop = await scope.Db.Database.BeginTransactionAsync();
        Assert.Equal(2, await scope.Db.Letters.Where(l => l.State == LetterState.Ready).ExecuteUpdateAsync(set => set.SetProperty(l => l.DueAt, l => l.DueAt)));
        return stop;
    }
}
