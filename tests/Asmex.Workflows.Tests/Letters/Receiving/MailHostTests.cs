using Asmex.Workflows.Firms;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.Receiving;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReceivedMail = Asmex.Workflows.Letters.Receiving.ReceivedMail;

namespace Asmex.Workflows.Tests.Letters.Receiving;

/// <summary>With real servers at both ends: encrypted, with a password, and what they refuse.</summary>
public sealed class MailHostTests(MailHost host) : IClassFixture<MailHost>
{
    [MailHostFact]
    public async Task A_letter_reaches_its_mailbox_encrypted_and_with_the_password()
    {
        await using var room = await OpenAsync();
        var arrival = host.ArrivalAsync("fatima");

        var letter = await room.WriteAsync("fatima@coop.example");
        await room.SendAsync();

        await arrival;
        Assert.Equal((LetterState.Sent, "2.0.0"), Outcome(await room.LetterAsync(letter.Id)));
    }

    [MailHostFact]
    public async Task An_address_that_the_server_does_not_know_is_rejected_with_its_words()
    {
        await using var room = await OpenAsync();

        var letter = await room.WriteAsync("nobody@coop.example");
        await room.SendAsync();

        letter = await room.LetterAsync(letter.Id);
        Assert.Equal((LetterState.Rejected, "550 5"), Outcome(letter));
        Assert.StartsWith("550 5.1.1 <nobody@coop.example>: Recipient address rejected: User unknown", letter.Reply);
    }

    [MailHostFact]
    public async Task With_a_wrong_password_or_an_unknown_authority_nothing_leaves_and_nothing_is_lost()
    {
        foreach (var spoil in new Action<MailOptions>[] { mail => mail.Password = "wrong", mail => mail.CertificateAuthority = null })
        {
            await using var room = await OpenAsync(spoil);

            var letter = await room.WriteAsync("fatima@coop.example");
            await room.SendAsync();

            Assert.Equal(LetterState.Deferred, (await room.LetterAsync(letter.Id)).State);
        }
    }

    [MailHostFact]
    public async Task What_the_server_takes_and_cannot_deliver_comes_back_through_the_mailbox_and_is_suppressed()
    {
        await using var room = await OpenAsync();
        var report = host.ArrivalAsync("bounces");
        var letter = await room.WriteAsync("person@late.example");
        await room.SendAsync();
        Assert.Equal((LetterState.Sent, "2.0.0"), Outcome(await room.LetterAsync(letter.Id)));
        await report;
        var known = host.Count("bounces", "ASMEX");

        Assert.Equal(1, await ReadAsync(room));

        letter = await room.LetterAsync(letter.Id);
        Assert.Equal(LetterState.Bounced, letter.State);
        await using var scope = room.Database.Scope();
        Assert.Equal(SuppressionReason.HardBounce, (await scope.Db.Set<Suppression>().SingleAsync()).Reason);
        Assert.Equal((0, known + 1), (host.Count("bounces", ""), host.Count("bounces", "ASMEX")));
    }

    [MailHostFact]
    public async Task What_nobody_knows_waits_for_a_person_and_what_was_taken_in_before_a_crash_is_only_moved()
    {
        await using var room = await OpenAsync();
        var letter = await room.WriteAsync("fatima@coop.example");
        await room.SendAsync();
        var taken = Sample.Bytes("AutoReply-rfc3834", letter.Id);
        await room.Database.RunAsync<TakeInMail, bool>(verb => verb.RunAsync(MimeKit.MimeMessage.Load(new MemoryStream(taken)), default));
        host.Put("bounces", taken);
        host.Put("bounces", Sample.Bytes("Other-dmarc-report", Guid.Empty));
        var (known, unknown) = (host.Count("bounces", "ASMEX"), host.Count("bounces", "ASMEX-unknown"));

        Assert.Equal(2, await ReadAsync(room));
        Assert.Equal(0, await ReadAsync(room));

        Assert.Equal((known + 1, unknown + 1), (host.Count("bounces", "ASMEX"), host.Count("bounces", "ASMEX-unknown")));
        await using var scope = room.Database.Scope();
        Assert.Equal(2, await scope.Db.Set<ReceivedMail>().CountAsync());
    }

    private Task<MailRoom> OpenAsync(Action<MailOptions>? spoil = null) => MailRoom.OpenAsync(
        DatabaseKind.Sqlite,
        change: mail =>
        {
            host.Use(mail);
            spoil?.Invoke(mail);
        },
        services: services => services.Configure<MailboxOptions>(host.Use));

    private static Task<int> ReadAsync(MailRoom room) => room.Database.RunAsync<ReadMailbox, int>(verb => verb.RunAsync(default));

    private static (LetterState, string) Outcome(Letter letter) => (letter.State, letter.State == LetterState.Deferred ? letter.Reply! : letter.Reply![..5]);
}
