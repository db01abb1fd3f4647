using Asmex.Workflows.Audit;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.Pacing;
using Asmex.Workflows.Notifications;
using Asmex.Workflows.People;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Letters.Pacing;

/// <summary>When letters fare badly the relay pauses, and somebody is asked.</summary>
public sealed class BreakerTests
{
    [DatabaseTheory]
    [Row("550 5.1.1 no such user", PauseReason.Rejections)]
    [Row("451 4.3.0 not now", PauseReason.Deferrals)]
    public async Task Too_many_refusals_pause_the_relay_and_ask_an_administrator(DatabaseKind kind, string line, PauseReason reason)
    {
        await using var room = await PaceRoom.OpenAsync(kind, pace => (pace.BreakerLeast, pace.BreakerRejected, pace.BreakerDeferred) = (10, 0.2, 0.4));
        await room.AppointAsync(Roles.Administrator);
        await room.WriteAsync(30, "firm.example", outreach: true);
        room.Server.On("RCPT", new SmtpAnswer.Say(line));

        await room.SendAsync();
        await room.SendAsync();

        Assert.Equal(reason, (await room.RelayAsync()).Reason);

        // What another connection had begun meanwhile is ended, no more.
        Assert.InRange((await room.LettersAsync()).Where(l => l.Kind == LetterKind.Outreach).Sum(l => l.Attempts), 10, 13);
        await using var scope = room.Database.Scope();
        var task = await scope.Db.Set<PlanTask>().SingleAsync();
        Assert.Equal((Roles.Administrator, true), (task.Role, task.IsOpen));
        Assert.Contains(await scope.Db.Set<Notification>().ToListAsync(), n => n.Path == "/letters/pace");
        Assert.Contains(await scope.Db.Set<HistoryEntry>().ToListAsync(), h => h.Key == "History.RelayPaused");
    }

    [DatabaseTheory]
    public async Task While_it_is_paused_the_letters_of_the_house_leave_together(DatabaseKind kind)
    {
        await using var room = await PaceRoom.OpenAsync(kind, pace => (pace.BreakerLeast, pace.BreakerRejected) = (6, 0.2));
        await room.AppointAsync(Roles.Administrator);
        await room.WriteAsync(10, "firm.example", outreach: true);
        room.Server.On("RCPT", line => line.Contains("firm.example", StringComparison.Ordinal) ? new SmtpAnswer.Say("550 5.1.1 no such user") : null);
        await room.SendAsync();
        Assert.True((await room.RelayAsync()).IsPaused);

        await room.WriteAsync(8, "coop.example");
        await room.SendAsync();

        Assert.Equal(8, room.ReceivedBy("coop.example"));
    }

    [DatabaseTheory]
    public async Task Who_is_not_believed_stops_at_once_and_the_administrators_hear_of_it_by_letter(DatabaseKind kind)
    {
        await using var room = await PaceRoom.OpenAsync(kind, _ => { });
        await room.AppointAsync(Roles.Administrator);
        await room.WriteAsync(20, "gmail.com", outreach: true);
        room.Server.On("CONTENT", to => to.EndsWith("gmail.com", StringComparison.Ordinal) ? new SmtpAnswer.Say("550 5.7.26 This mail is unauthenticated") : null);

        await room.SendAsync();
        await room.SendAsync();

        Assert.Equal(1, (await room.LettersAsync()).Where(l => l.Lane == MailLanes.Gmail).Sum(l => l.Attempts));
        Assert.Equal(PauseReason.Unauthenticated, (await room.RelayAsync()).Reason);
        Assert.Contains(room.Server.Received, m => m.To == "administrator@asmex.example");
    }

    [DatabaseTheory]
    public async Task Two_copies_that_both_meet_the_trouble_ask_once(DatabaseKind kind)
    {
        await using var room = await PaceRoom.OpenAsync(kind, pace => (pace.BreakerLeast, pace.BreakerRejected) = (6, 0.2), mail => mail.Batch = 8);
        await room.AppointAsync(Roles.Administrator);
        await room.WriteAsync(24, "firm.example", outreach: true);
        room.Server.On("RCPT", line => line.Contains("firm.example", StringComparison.Ordinal) ? new SmtpAnswer.Say("550 5.1.1 no such user") : null);

        await Task.WhenAll(room.SendAsync(), room.SendAsync(), room.SendAsync());

        await using var scope = room.Database.Scope();
        Assert.Single(await scope.Db.Set<PlanTask>().ToListAsync());
    }

    [DatabaseTheory]
    public async Task A_server_that_takes_nobody_for_long_pauses_the_relay_until_it_answers_and_asks_an_administrator_once(DatabaseKind kind)
    {
        await using var room = await PaceRoom.OpenAsync(kind, _ => { });
        await room.AppointAsync(Roles.Administrator);
        await room.WriteAsync(3, "firm.example", outreach: true);
        room.Server.On("CONNECT", new SmtpAnswer.Say("554 5.7.8 account closed"));

        for (var minutes = 0; minutes < 45; minutes += 5)
        {
            await room.SendAsync();
            Assert.Equal(minutes >= 30, (await room.RelayAsync()).IsPaused);
            room.Database.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        var relay = await room.RelayAsync();
        Assert.Equal(PauseReason.Unreachable, relay.Reason);
        Assert.Contains("account closed", relay.Words, StringComparison.Ordinal);
        await using (var scope = room.Database.Scope())
        {
            Assert.Contains("account closed", Assert.Single(await scope.Db.Set<PlanTask>().ToListAsync()).Instructions!.Fr, StringComparison.Ordinal);
        }

        // The letter to the administrator leaves first, and shows that the server is back.
        room.Server.Behave();
        for (var tick = 0; tick < 3; tick++)
        {
            room.Database.Clock.Advance(TimeSpan.FromHours(1));
            await room.SendAsync();
        }

        Assert.False((await room.RelayAsync()).IsPaused);
        Assert.Equal(3, room.ReceivedBy("firm.example"));
        await using var after = room.Database.Scope();
        Assert.Equal(PlanTaskStatus.Done, (await after.Db.Set<PlanTask>().SingleAsync()).Status);
        Assert.Contains(await after.Db.Set<HistoryEntry>().ToListAsync(), h => h.Key == "History.RelayResumed");
    }

    [DatabaseTheory]
    public async Task A_server_that_was_away_yesterday_is_given_its_time_again(DatabaseKind kind)
    {
        await using var room = await PaceRoom.OpenAsync(kind, _ => { });
        await room.WriteAsync(1, "coop.example");
        room.Server.On("CONNECT", new SmtpAnswer.Say("421 4.3.2 closed"));
        await room.SendAsync();

        room.Database.Clock.Advance(TimeSpan.FromHours(15));
        await room.SendAsync();

        Assert.False((await room.RelayAsync()).IsPaused);
    }

    [DatabaseTheory]
    public async Task A_server_that_was_away_for_a_while_pauses_nothing(DatabaseKind kind)
    {
        await using var room = await PaceRoom.OpenAsync(kind, _ => { });
        await room.WriteAsync(2, "coop.example");
        room.Server.On("CONNECT", new SmtpAnswer.Say("421 4.3.2 closed"));
        await room.SendAsync();
        room.Server.Behave();
        room.Database.Clock.Advance(TimeSpan.FromMinutes(20));
        await room.SendAsync();
        room.Server.On("CONNECT", new SmtpAnswer.Say("421 4.3.2 closed"));
        room.Database.Clock.Advance(TimeSpan.FromMinutes(20));
        await room.WriteAsync(2, "firm.example");
        await room.SendAsync();

        Assert.Equal(2, room.ReceivedBy("coop.example"));
        Assert.False((await room.RelayAsync()).IsPaused);
    }

    [DatabaseTheory]
    public async Task It_goes_on_when_somebody_says_what_was_mended(DatabaseKind kind)
    {
        await using var room = await PaceRoom.OpenAsync(kind, _ => { });
        var administrator = await room.AppointAsync(Roles.Administrator);
        await room.WriteAsync(3, "gmail.com", outreach: true);
        room.Server.On("CONTENT", new SmtpAnswer.Say("550 5.7.515 Access denied"));
        await room.SendAsync();
        room.Server.Behave();

        var silent = await Assert.ThrowsAsync<RuleBrokenException>(() => ResumeAsync(room, " ", administrator));
        Assert.Equal("Pace.NoteMissing", silent.Key);
        var coordinator = await room.AppointAsync(Roles.Coordinator);
        await Assert.ThrowsAsync<NothingThereException>(() => ResumeAsync(room, "SPF", coordinator));
        await ResumeAsync(room, "Le SPF est corrigé.", administrator);
        var again = await Assert.ThrowsAsync<RuleBrokenException>(() => ResumeAsync(room, "Encore", administrator));
        Assert.Equal("Pace.ResumedMeanwhile", again.Key);

        room.Database.Clock.Advance(TimeSpan.FromMinutes(3));
        await room.SendAsync();
        Assert.Equal(3, room.ReceivedBy("gmail.com"));
        await using var scope = room.Database.Scope();
        Assert.Equal(PlanTaskStatus.Done, (await scope.Db.Set<PlanTask>().SingleAsync()).Status);
        Assert.Contains(await scope.Db.Set<HistoryEntry>().ToListAsync(), h => h.Key == "History.RelayResumed");
    }

    [DatabaseTheory]
    public async Task A_few_bad_addresses_pause_nothing(DatabaseKind kind)
    {
        await using var room = await PaceRoom.OpenAsync(kind, pace => pace.BreakerLeast = 20);
        await room.WriteAsync(40, "firm.example", outreach: true);
        room.Server.On("RCPT", line => line.Contains("person3@", StringComparison.Ordinal) ? new SmtpAnswer.Say("550 5.1.1 no such user") : null);

        await room.SendAsync();

        Assert.False((await room.RelayAsync()).IsPaused);
        Assert.Equal((39, 1), (room.Server.Received.Count, (await room.RelayAsync()).Rejected));
    }

    private static Task ResumeAsync(MailRoom room, string note, Actor actor) => room.Database.RunAsync<ResumeRelay>(verb => verb.RunAsync(note, actor, default));
}
