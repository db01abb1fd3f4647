using Asmex.Workflows.Firms;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.Models;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Asmex.Workflows.Tests.Letters;

public sealed class SendLettersTests
{
    [DatabaseTheory]
    public async Task A_letter_arrives_with_its_text_part_and_its_headers(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        var letter = await room.WriteAsync();

        await room.SendAsync();

        var mail = Assert.Single(room.Server.Received);
        Assert.Equal(("invitations@asmex.example", "fatima@coop.example"), (mail.From, mail.To));
        Assert.Equal("À faire : Sélectionner 8 à 12 exposants", mail.Message.Subject);
        Assert.Equal($"{letter.Id:N}@asmex.example", mail.Message.MessageId);
        Assert.Equal("auto-generated", mail.Message.Headers[HeaderId.AutoSubmitted]);
        Assert.Null(mail.Message.Headers[HeaderId.ListUnsubscribe]);
        Assert.Equal("multipart/alternative", mail.Message.Body!.ContentType.MimeType);
        Assert.Contains("Ouvrir la tâche: https://plans.asmex.example/tasks/1", mail.Text);
        Assert.Contains("href=\"https://plans.asmex.example/tasks/1\"", mail.Html);
        Assert.Equal(LetterState.Sent, (await room.LetterAsync(letter.Id)).State);
    }

    [DatabaseTheory]
    [Row("RCPT", "550 5.1.1 no such user", LetterState.Rejected)]
    [Row("RCPT", "450 4.2.1 try later", LetterState.Deferred)]
    [Row("RCPT", "552 5.2.2 mailbox full", LetterState.Deferred)]
    [Row("RCPT", "554 5.7.1 Relay access denied", LetterState.Deferred)]
    [Row("MAIL", "550 5.7.1 sender not allowed", LetterState.Deferred)]
    [Row("MAIL", "451 4.3.0 busy", LetterState.Deferred)]
    [Row("DATA", "554 5.6.0 no", LetterState.Rejected)]
    [Row("DATA", "451 4.3.0 not now", LetterState.Deferred)]
    [Row("CONTENT", "554 5.6.0 content refused", LetterState.Rejected)]
    [Row("CONTENT", "451 4.7.0 greylisted", LetterState.Deferred)]
    [Row("CONTENT", "550 5.7.26 not authenticated", LetterState.Deferred)]
    [Row("CONTENT", "421 4.3.2 shutting down", LetterState.Deferred)]
    [Row("CONNECT", "554 go away", LetterState.Deferred)]
    public async Task A_refusal_is_never_unknown(DatabaseKind kind, string word, string line, LetterState expected)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        var letter = await room.WriteAsync();
        room.Server.On(word, new SmtpAnswer.Say(line));

        await room.SendAsync();

        var after = await room.LetterAsync(letter.Id);
        Assert.Equal(expected, after.State);
        Assert.Empty(room.Server.Received);
        Assert.Equal(expected == LetterState.Deferred, after.DueAt > room.Database.Clock.GetUtcNow());
    }

    [DatabaseTheory]
    [Row("CONNECT")]
    [Row("EHLO")]
    [Row("MAIL")]
    [Row("RCPT")]
    [Row("DATA")]
    public async Task A_connection_lost_before_the_content_is_tried_again_and_arrives_once(DatabaseKind kind, string word)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        var letter = await room.WriteAsync();
        room.Server.On(word, new SmtpAnswer.Drop());
        await room.SendAsync();
        Assert.Equal(LetterState.Deferred, (await room.LetterAsync(letter.Id)).State);

        room.Server.Behave();
        room.Database.Clock.Advance(TimeSpan.FromMinutes(2));
        await room.SendAsync();

        Assert.Equal((LetterState.Sent, 2), ((await room.LetterAsync(letter.Id)).State, (await room.LetterAsync(letter.Id)).Attempts));
        Assert.Single(room.Server.Received);
    }

    [DatabaseTheory]
    [Row(true)]
    [Row(false)]
    public async Task A_connection_lost_after_the_content_is_unknown_and_never_retried_by_itself(DatabaseKind kind, bool arrived)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        var letter = await room.WriteAsync();
        room.Server.On("CONTENT", arrived ? new SmtpAnswer.KeepAndDrop() : new SmtpAnswer.Drop());

        await room.SendAsync();
        room.Server.Behave();
        room.Database.Clock.Advance(TimeSpan.FromDays(1));
        await room.SendAsync();

        Assert.Equal(LetterState.Unknown, (await room.LetterAsync(letter.Id)).State);
        Assert.Equal(arrived ? 1 : 0, room.Server.Received.Count);
    }

    [DatabaseTheory]
    public async Task A_server_silent_after_the_content_makes_it_unknown(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind, change: mail => mail.Patience = TimeSpan.FromSeconds(1));
        var letter = await room.WriteAsync();
        room.Server.On("CONTENT", new SmtpAnswer.Hang());

        await room.SendAsync();

        Assert.Equal(LetterState.Unknown, (await room.LetterAsync(letter.Id)).State);
    }

    [DatabaseTheory]
    public async Task A_server_silent_before_the_content_makes_it_wait(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind, change: mail => mail.Patience = TimeSpan.FromSeconds(1));
        var letter = await room.WriteAsync();
        room.Server.On("RCPT", new SmtpAnswer.Hang());

        await room.SendAsync();

        Assert.Equal(LetterState.Deferred, (await room.LetterAsync(letter.Id)).State);
    }

    [DatabaseTheory]
    public async Task The_hand_over_is_on_disk_before_the_content_leaves(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        var letter = await room.WriteAsync();
        LetterState? seen = null;
        room.Server.On("CONTENT", _ =>
        {
            seen = room.LetterAsync(letter.Id).GetAwaiter().GetResult().State;
            return null;
        });

        await room.SendAsync();

        Assert.Equal(LetterState.Handed, seen);
    }

    [DatabaseTheory]
    public async Task A_sender_that_lost_its_claim_sends_nothing(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        var letter = await room.WriteAsync();
        room.Server.On("DATA", _ =>
        {
            UpdateAsync(room, LetterState.Claimed, worker: "another").GetAwaiter().GetResult();
            return null;
        });

        await room.SendAsync();

        Assert.Empty(room.Server.Received);
        Assert.Equal((LetterState.Claimed, "another"), ((await room.LetterAsync(letter.Id)).State, (await room.LetterAsync(letter.Id)).Worker));
    }

    [DatabaseTheory]
    [Row(LetterState.Claimed, LetterState.Sent, 1)]
    [Row(LetterState.Handed, LetterState.Unknown, 0)]
    public async Task What_a_dead_sender_left_is_put_right(DatabaseKind kind, LetterState left, LetterState expected, int copies)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        var letter = await room.WriteAsync();
        await UpdateAsync(room, left, worker: "dead");
        await room.SendAsync();
        Assert.Equal(left, (await room.LetterAsync(letter.Id)).State);

        room.Database.Clock.Advance(TimeSpan.FromMinutes(6));
        await room.SendAsync();

        Assert.Equal((expected, copies), ((await room.LetterAsync(letter.Id)).State, room.Server.Received.Count));
    }

    [DatabaseTheory]
    public async Task Several_senders_at_once_send_each_letter_once(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind, change: mail => mail.Batch = 7);
        await room.WriteManyAsync(60);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (await room.SendAsync() > 0)
            {
            }
        })));

        Assert.All(await room.LettersAsync(), letter => Assert.Equal((LetterState.Sent, 1), (letter.State, letter.Attempts)));
        Assert.Equal(60, room.Server.Received.Select(mail => mail.To).Distinct().Count());
        Assert.Equal(60, room.Server.Received.Count);
    }

    [DatabaseTheory]
    public async Task One_bad_address_does_not_stop_the_others(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        await room.WriteManyAsync(3);
        room.Server.On("RCPT", line => line.Contains("person1@") ? new SmtpAnswer.Say("550 5.1.1 no such user") : null);

        await room.SendAsync();

        Assert.Equal([LetterState.Sent, LetterState.Rejected, LetterState.Sent], (await room.LettersAsync()).Select(l => l.State));
        Assert.Equal(1, room.Server.Connections);
    }

    [DatabaseTheory]
    public async Task One_letter_that_cannot_be_made_does_not_stop_the_others(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        await using (var scope = room.Database.Scope())
        {
            await using var transaction = await scope.Db.BeginWriteAsync(default);
            scope.Get<LetterWriter>().WriteNew(
                LetterKeys.TaskOpened, new Recipient("fatima@coop.example", "Fatima Alaoui", "fr"), TaskLetter.Sample, "calendar", LetterAbout.Nothing, calendar: "spoilt");
            await scope.Db.SaveChangesAsync();
            await transaction.CommitAsync(default);
        }

        room.Database.Clock.Advance(TimeSpan.FromSeconds(1));
        await room.WriteManyAsync(2);
        await room.SendAsync();

        Assert.Equal([LetterState.Deferred, LetterState.Sent, LetterState.Sent], (await room.LettersAsync()).Select(l => l.State));
    }

    [DatabaseTheory]
    public async Task A_sandbox_whose_box_does_not_exist_bars_nobody(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind, change: mail => (mail.Sandbox, mail.RedirectTo) = (MailSandbox.Redirect, "tests@asmex.example"));
        var letter = await room.WriteAsync();
        room.Server.On("RCPT", new SmtpAnswer.Say("550 5.1.1 no such user"));

        await room.SendAsync();

        Assert.Equal(LetterState.Rejected, (await room.LetterAsync(letter.Id)).State);
        await using var scope = room.Database.Scope();
        Assert.Empty(await scope.Db.Set<Suppression>().ToListAsync());
    }

    [DatabaseTheory]
    public async Task A_server_that_takes_nobody_costs_one_attempt_of_one_letter(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        await room.WriteManyAsync(3);
        room.Server.On("CONNECT", new SmtpAnswer.Say("421 4.3.2 closed"));

        await room.SendAsync();
        var letters = await room.LettersAsync();
        Assert.Equal((1, 2), (letters.Count(l => l.State == LetterState.Deferred), letters.Count(l => l.State == LetterState.Ready)));
        Assert.Equal(1, letters.Sum(l => l.Attempts));

        room.Server.Behave();
        room.Database.Clock.Advance(TimeSpan.FromMinutes(2));
        await room.SendAsync();
        Assert.Equal(3, room.Server.Received.Count);
    }

    [DatabaseTheory]
    public async Task A_server_that_takes_nobody_is_not_asked_for_each_batch(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind, change: mail => mail.Batch = 2);
        await room.WriteManyAsync(6);
        room.Server.On("CONNECT", new SmtpAnswer.Say("554 go away"));

        Assert.Equal(0, await room.SendAsync());

        room.Server.Behave();
        Assert.Equal(2, await room.SendAsync());
    }

    [DatabaseTheory]
    public async Task A_letter_too_late_is_withheld(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        var letter = await room.WriteAsync();

        room.Database.Clock.Advance(TimeSpan.FromDays(3));
        await room.SendAsync();

        Assert.Equal(LetterState.Withheld, (await room.LetterAsync(letter.Id)).State);
        Assert.Empty(room.Server.Received);
    }

    [DatabaseTheory]
    public async Task A_letter_too_late_whose_server_said_much_holds_up_no_other(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        var late = await room.WriteAsync(cause: "test:late");
        var said = new string('x', 1000);
        await using (var scope = room.Database.Scope())
        {
            await scope.Db.Letters.ExecuteUpdateAsync(set => set.SetProperty(l => l.State, LetterState.Deferred).SetProperty(l => l.Reply, said));
        }

        room.Database.Clock.Advance(TimeSpan.FromDays(3));
        var letter = await room.WriteAsync(cause: "test:now");
        await room.SendAsync();

        Assert.Equal((LetterState.Withheld, LetterState.Sent), ((await room.LetterAsync(late.Id)).State, (await room.LetterAsync(letter.Id)).State));
        Assert.StartsWith("Too late. xxx", (await room.LetterAsync(late.Id)).Reply);
    }

    [DatabaseTheory]
    public async Task A_stopping_sender_gives_back_what_it_has_not_begun(DatabaseKind kind)
    {
        await using var room = await MailRoom.OpenAsync(kind);
        await room.WriteManyAsync(3);
        using var stopping = new CancellationTokenSource();
        room.Server.On("CONTENT", _ =>
        {
            stopping.Cancel();
            return null;
        });

        await room.SendAsync(stopping.Token);

        Assert.Equal([LetterState.Sent, LetterState.Ready, LetterState.Ready], (await room.LettersAsync()).Select(l => l.State).OrderBy(s => s != LetterState.Sent));
        await room.SendAsync();
        Assert.Equal(3, room.Server.Received.Count);
    }

    private static async Task UpdateAsync(MailRoom room, LetterState state, string worker)
    {
        await using var scope = room.Database.Scope();
        var lease = room.Database.Clock.GetUtcNow().AddMinutes(5);
        await scope.Db.Letters.ExecuteUpdateAsync(set => set
            .SetProperty(l => l.State, state).SetProperty(l => l.Worker, worker).SetProperty(l => l.LeaseUntil, lease).SetProperty(l => l.Attempts, 1));
    }
}
