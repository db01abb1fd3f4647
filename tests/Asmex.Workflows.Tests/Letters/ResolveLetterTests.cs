using Asmex.Workflows.Audit;
using Asmex.Workflows.Letters;
using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Letters;

public sealed class ResolveLetterTests
{
    private static Actor Administrator { get; } = new(Guid.CreateVersion7(), "Nadia Bennis", "fr", [new Holding(Roles.Administrator, null)]);

    [DatabaseTheory]
    [Row(LetterVerdict.Arrived, LetterState.Sent, 1)]
    [Row(LetterVerdict.SendAgain, LetterState.Sent, 2)]
    [Row(LetterVerdict.Abandon, LetterState.Cancelled, 1)]
    public async Task A_person_settles_what_is_unknown_and_the_history_says_who(DatabaseKind kind, LetterVerdict verdict, LetterState expected, int copies)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        var letter = await LostAsync(room);

        await ResolveAsync(room, letter, verdict, "Appel du 4 janvier.", Administrator);
        await room.SendAsync();

        Assert.Equal((expected, "Nadia Bennis"), ((await room.LetterAsync(letter.Id)).State, (await room.LetterAsync(letter.Id)).ResolvedBy));
        Assert.Equal(copies, room.Server.Received.Count);
        Assert.Equal(room.Server.Received[0].Message.MessageId, room.Server.Received[^1].Message.MessageId);
        await using var scope = room.Database.Scope();
        Assert.Contains("Appel du 4 janvier.", (await scope.Db.Set<HistoryEntry>().SingleAsync()).In("fr"));
    }

    [DatabaseTheory]
    public async Task Settling_needs_a_reason_of_bearable_length_a_letter_that_waits_and_the_right(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        var letter = await LostAsync(room);
        var nobody = Actor.Guest("X", "fr");

        Assert.Equal("Letters.NoteMissing", (await Assert.ThrowsAsync<RuleBrokenException>(() => ResolveAsync(room, letter, LetterVerdict.Arrived, " ", Administrator))).Key);
        Assert.Equal("Formats.TextTooLong", (await Assert.ThrowsAsync<RuleBrokenException>(() => ResolveAsync(room, letter, LetterVerdict.Arrived, new string('x', 1001), Administrator))).Key);
        await Assert.ThrowsAsync<NothingThereException>(() => ResolveAsync(room, letter, LetterVerdict.Arrived, "Vu.", nobody));
        await ResolveAsync(room, letter, LetterVerdict.Arrived, "Vu.", Administrator);
        Assert.Equal("Letters.NothingToResolve", (await Assert.ThrowsAsync<RuleBrokenException>(() => ResolveAsync(room, letter, LetterVerdict.SendAgain, "Encore.", Administrator))).Key);
    }

    [PostgresFact]
    public async Task Of_two_who_settle_at_once_the_second_hears_of_the_first()
    {
        await using var room = await MailRoom.OpenAsync(DatabaseKind.Postgres);
        var letter = await LostAsync(room);
        await using var scope = room.Database.Scope();
        await using var stop = await scope.Db.Database.BeginTransactionAsync();
        await scope.Db.Letters.ExecuteUpdateAsync(set => set.SetProperty(l => l.DueAt, l => l.DueAt));

        var both = Enumerable.Range(0, 2).Select(_ => Task.Run(() => Record.ExceptionAsync(() => ResolveAsync(room, letter, LetterVerdict.SendAgain, "Encore.", Administrator)))).ToArray();
        await room.Database.ComeToALockAsync(both);
        await stop.CommitAsync();

        Assert.Equal("Letters.NothingToResolve", Assert.IsType<RuleBrokenException>(Assert.Single((await Task.WhenAll(both)).OfType<Exception>())).Key);
    }

    [DatabaseTheory]
    public async Task A_cause_has_one_letter_however_often_it_is_told(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);

        var first = await room.WriteAsync(cause: "task-opened:1");
        var second = await room.WriteAsync(cause: "task-opened:1");

        Assert.Equal(first.Id, second.Id);
        Assert.Single(await room.LettersAsync());
    }

    private static async Task<Letter> LostAsync(MailRoom room)
    {
        var letter = await room.WriteAsync();
        room.Server.On("CONTENT", new SmtpAnswer.KeepAndDrop());
        await room.SendAsync();
        room.Server.Behave();
        return letter;
    }

    private static Task ResolveAsync(MailRoom room, Letter letter, LetterVerdict verdict, string note, Actor actor) =>
        room.Database.RunAsync<ResolveLetter>(verb => verb.RunAsync(new ResolveLetterRequest(letter.Id, verdict, note), actor, default));
}
