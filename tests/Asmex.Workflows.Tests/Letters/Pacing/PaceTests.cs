using Asmex.Workflows.Firms;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.Pacing;
using Asmex.Workflows.Tests.Fixtures;

namespace Asmex.Workflows.Tests.Letters.Pacing;

/// <summary>How fast letters leave, on the virtual clock.</summary>
public sealed class PaceTests
{
    [Theory]
    [InlineData("a@gmail.com", "gmail")]
    [InlineData("a@GoogleMail.com", "gmail")]
    [InlineData("a@hotmail.fr", "outlook")]
    [InlineData("a@live.ma", "outlook")]
    [InlineData("a@yahoo.fr", "yahoo")]
    [InlineData("a@menara.ma", "others")]
    [InlineData("a@mygmail.example", "others")]
    public void Each_receiver_has_a_lane(string address, string lane) => Assert.Equal(lane, MailLanes.Of(address));

    [DatabaseTheory]
    public async Task Who_waits_for_one_receiver_does_not_hold_up_the_others_and_has_made_no_attempt(DatabaseKind kind)
    {
        await using var room = await PaceRoom.OpenAsync(kind, pace => pace.Gmail = 3);
        await room.WriteAsync(5, "gmail.com");
        await room.WriteAsync(5, "coop.example");

        await room.SendAsync();
        await room.SendAsync();

        Assert.Equal((3, 5), (room.ReceivedBy("gmail.com"), room.ReceivedBy("coop.example")));
        Assert.Equal([(LetterState.Ready, 0), (LetterState.Ready, 0)], (await room.LettersAsync()).Where(l => l.State != LetterState.Sent).Select(l => (l.State, l.Attempts)));

        room.Database.Clock.Advance(TimeSpan.FromSeconds(20));
        await room.SendAsync();
        Assert.Equal(4, room.ReceivedBy("gmail.com"));
        room.Database.Clock.Advance(TimeSpan.FromMinutes(1));
        await room.SendAsync();
        Assert.Equal(5, room.ReceivedBy("gmail.com"));
    }

    [DatabaseTheory]
    public async Task Several_copies_keep_one_pace_together(DatabaseKind kind)
    {
        await using var room = await PaceRoom.OpenAsync(kind, pace => (pace.PerMinute, pace.Others) = (20, 15), mail => mail.Batch = 4);
        await room.WriteAsync(60, "coop.example");

        await SendAllAsync(room);
        Assert.Equal(15, room.Server.Received.Count);

        room.Database.Clock.Advance(TimeSpan.FromMinutes(1));
        await SendAllAsync(room);
        Assert.Equal(30, room.Server.Received.Count);
        Assert.All(await room.LettersAsync(), letter => Assert.Equal(letter.State == LetterState.Sent ? 1 : 0, letter.Attempts));
    }

    [DatabaseTheory]
    public async Task A_new_sender_grows_day_by_day_and_confirmations_do_not_wait(DatabaseKind kind)
    {
        await using var room = await PaceRoom.OpenAsync(kind, pace => (pace.WarmUpFrom, pace.WarmUp) = (new DateOnly(2027, 1, 4), [4, 6]));
        await room.WriteAsync(12, "firm.example", outreach: true);
        await room.WriteAsync(2, "asmex.example");

        await room.SendAsync();
        Assert.Equal((2, 2), (room.ReceivedBy("firm.example"), room.ReceivedBy("asmex.example")));
        await room.WriteAsync(1, "asmex.example", cause: "later");
        room.Database.Clock.Advance(TimeSpan.FromHours(6));
        await room.SendAsync();
        Assert.Equal((2, 3), (room.ReceivedBy("firm.example"), room.ReceivedBy("asmex.example")));

        room.Database.Clock.Advance(TimeSpan.FromHours(18));
        await room.SendAsync();
        Assert.Equal(8, room.ReceivedBy("firm.example"));

        // Who waited for two days for our sake is not too late.
        room.Database.Clock.Advance(TimeSpan.FromHours(26));
        await room.SendAsync();
        Assert.Equal(12, room.ReceivedBy("firm.example"));
    }

    [DatabaseTheory]
    public async Task A_letter_that_must_not_go_takes_no_place_of_the_day(DatabaseKind kind)
    {
        await using var room = await PaceRoom.OpenAsync(kind, pace => (pace.WarmUpFrom, pace.WarmUp) = (new DateOnly(2027, 1, 4), [4, 6]));
        await room.WriteAsync(4, "left.example", outreach: true);
        await using (var scope = room.Database.Scope())
        {
            scope.Db.AddRange(Enumerable.Range(0, 4).Select(i => new Suppression($"person{i}@left.example", SuppressionReason.OptedOut, room.Database.Clock.GetUtcNow())));
            await scope.Db.SaveChangesAsync();
        }

        room.Database.Clock.Advance(TimeSpan.FromMinutes(1));
        await room.WriteAsync(5, "firm.example", outreach: true);
        await room.SendAsync();
        Assert.Equal((0, 0), (room.Server.Received.Count, (await room.RelayAsync()).Today));
        await room.SendAsync();

        Assert.Equal((4, 4), (room.ReceivedBy("firm.example"), (await room.RelayAsync()).Today));
    }

    [DatabaseTheory]
    public async Task Confirmations_and_sign_in_go_before_invitations(DatabaseKind kind)
    {
        await using var room = await PaceRoom.OpenAsync(kind, pace => pace.PerMinute = 3);
        await room.WriteAsync(5, "firm.example", outreach: true);
        room.Database.Clock.Advance(TimeSpan.FromMinutes(1));
        await room.WriteAsync(2, "asmex.example");

        await room.SendAsync();

        Assert.Equal(["asmex.example", "asmex.example", "firm.example"], room.Server.Received.Select(m => m.To.Split('@')[1]));
    }

    [DatabaseTheory]
    public async Task A_receiver_that_asks_for_a_rest_gets_half_for_a_while(DatabaseKind kind)
    {
        await using var room = await PaceRoom.OpenAsync(kind, pace => pace.Gmail = 10);
        await room.WriteAsync(40, "gmail.com");
        await room.WriteAsync(3, "coop.example");
        room.Server.On("RCPT", line => line.Contains("@gmail.com", StringComparison.Ordinal) ? new SmtpAnswer.Say("450 4.7.28 rate limit exceeded") : null);

        await room.SendAsync();
        Assert.Equal((0, 3), (room.ReceivedBy("gmail.com"), room.ReceivedBy("coop.example")));
        Assert.Equal(1, (await room.LettersAsync()).Count(l => l.State == LetterState.Deferred));
        Assert.Equal(1, (await room.LettersAsync()).Where(l => l.Lane == MailLanes.Gmail).Sum(l => l.Attempts));

        room.Server.Behave();
        room.Database.Clock.Advance(TimeSpan.FromSeconds(60));
        await room.SendAsync();
        Assert.Equal(5, room.ReceivedBy("gmail.com"));
        room.Database.Clock.Advance(TimeSpan.FromMinutes(20));
        await room.SendAsync();
        Assert.Equal(15, room.ReceivedBy("gmail.com"));
    }

    [DatabaseTheory]
    public async Task A_receiver_with_too_many_connections_is_tried_again_soon_but_not_by_all_together(DatabaseKind kind)
    {
        await using var room = await PaceRoom.OpenAsync(kind, _ => { });
        await room.WriteAsync(12, "outlook.com");
        room.Server.On("RCPT", new SmtpAnswer.Say("432 4.3.2 Concurrent connections limit exceeded"));

        await room.SendAsync();

        var waits = (await room.LettersAsync()).ConvertAll(l => l.DueAt - room.Database.Clock.GetUtcNow());
        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60)));
        Assert.True(waits.Distinct().Count() > 3);
    }

    [DatabaseTheory]
    public async Task A_claim_that_was_not_used_costs_no_token(DatabaseKind kind)
    {
        await using var room = await PaceRoom.OpenAsync(kind, pace => pace.Others = 6);
        await room.WriteAsync(6, "coop.example");
        room.Server.On("CONNECT", new SmtpAnswer.Say("554 5.3.2 closed"));
        await room.SendAsync();
        room.Server.Behave();

        Assert.Equal((5, 1), ((await room.RelayAsync()).Bucket(MailLanes.Others).Whole, (await room.RelayAsync()).Today));
    }

    private static Task SendAllAsync(MailRoom room) => Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
    {
        while (await room.SendAsync() > 0)
        {
        }
    })));
}
