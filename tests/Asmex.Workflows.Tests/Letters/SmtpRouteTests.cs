using Asmex.Workflows.Letters;
using Asmex.Workflows.Tests.Fixtures;

namespace Asmex.Workflows.Tests.Letters;

public sealed class SmtpRouteTests
{
    [Fact]
    public async Task Speaks_TLS_and_signs_in_when_told_to()
    {
        var server = new SmtpServer(offersTls: true, password: "secret");
        await using var room = await MailRoom.OpenAsync(DatabaseKind.Sqlite, server, mail =>
        {
            (mail.Security, mail.CertificateAuthority) = (MailSecurity.StartTls, server.WriteAuthority());
            (mail.User, mail.Password) = ("asmex", "secret");
        });
        await room.WriteAsync();

        await room.SendAsync();

        Assert.Equal((true, "asmex"), (Assert.Single(server.Received).IsEncrypted, server.Received[0].User));
    }

    [Fact]
    public async Task Sends_nothing_to_a_server_that_offers_no_TLS()
    {
        await using var room = await MailRoom.OpenAsync(DatabaseKind.Sqlite, change: mail => mail.Security = MailSecurity.StartTls);
        var letter = await room.WriteAsync();

        await room.SendAsync();

        Assert.Equal(LetterState.Deferred, (await room.LetterAsync(letter.Id)).State);
        Assert.Empty(room.Server.Received);
    }

    [Fact]
    public async Task Sends_nothing_to_a_server_whose_certificate_nobody_vouches_for()
    {
        await using var room = await MailRoom.OpenAsync(DatabaseKind.Sqlite, new SmtpServer(offersTls: true), mail => mail.Security = MailSecurity.StartTls);
        var letter = await room.WriteAsync();

        await room.SendAsync();

        Assert.Equal(LetterState.Deferred, (await room.LetterAsync(letter.Id)).State);
        Assert.Empty(room.Server.Received);
    }

    [Fact]
    public async Task A_wrong_password_lets_letters_wait()
    {
        var server = new SmtpServer(password: "secret");
        await using var room = await MailRoom.OpenAsync(DatabaseKind.Sqlite, server, mail => (mail.User, mail.Password) = ("asmex", "wrong"));
        var letter = await room.WriteAsync();

        await room.SendAsync();

        Assert.Equal(LetterState.Deferred, (await room.LetterAsync(letter.Id)).State);
        Assert.Contains("535", (await room.LetterAsync(letter.Id)).Reply);
    }

    [Fact]
    public async Task A_server_that_offers_chunks_is_spoken_to_by_DATA()
    {
        await using var room = await MailRoom.OpenAsync(DatabaseKind.Sqlite);
        room.Server.Extensions.AddRange(["CHUNKING", "BINARYMIME", "SIZE 1000000"]);
        var letter = await room.WriteAsync();

        await room.SendAsync();

        Assert.NotNull((await room.LetterAsync(letter.Id)).HandedAt);
        Assert.Single(room.Server.Received);
    }

    [Fact]
    public async Task A_connection_is_used_again_and_not_for_ever()
    {
        await using var room = await MailRoom.OpenAsync(DatabaseKind.Sqlite, change: mail => mail.LettersPerConnection = 4);
        await room.WriteManyAsync(10);

        await room.SendAsync();

        Assert.Equal(3, room.Server.Connections);
    }

    [Fact]
    public async Task A_connection_that_died_while_idle_is_replaced()
    {
        await using var room = await MailRoom.OpenAsync(DatabaseKind.Sqlite);
        await room.WriteAsync(cause: "test:1");
        await room.SendAsync();
        room.Server.On("NOOP", new SmtpAnswer.Drop());
        room.Database.Clock.Advance(TimeSpan.FromMinutes(5));
        await room.WriteAsync(cause: "test:2");

        await room.SendAsync();

        Assert.Equal((2, 2), (room.Server.Received.Count, room.Server.Connections));
    }

    [Theory]
    [InlineData(MailSandbox.Hold, 0, LetterState.Withheld)]
    [InlineData(MailSandbox.Redirect, 1, LetterState.Sent)]
    public async Task A_sandbox_sends_nothing_to_strangers(MailSandbox sandbox, int copies, LetterState expected)
    {
        await using var room = await MailRoom.OpenAsync(DatabaseKind.Sqlite, change: mail => (mail.Sandbox, mail.RedirectTo) = (sandbox, "tests@asmex.example"));
        var letter = await room.WriteAsync();

        await room.SendAsync();

        Assert.Equal(expected, (await room.LetterAsync(letter.Id)).State);
        Assert.Equal(copies, room.Server.Received.Count(mail => mail.To == "tests@asmex.example" && mail.Message.Subject!.StartsWith("[fatima@coop.example]", StringComparison.Ordinal)));
        Assert.Equal(copies, room.Server.Received.Count);
    }

    [Fact]
    public async Task Without_a_server_letters_become_files()
    {
        var folder = TestFolder.New("mail");
        await using var room = await MailRoom.OpenAsync(DatabaseKind.Sqlite, change: mail => (mail.Host, mail.Folder) = (null, folder));
        var letter = await room.WriteAsync();

        await room.SendAsync();

        var mail = MimeKit.MimeMessage.Load(Assert.Single(Directory.GetFiles(folder)));
        Assert.Equal($"{letter.Id:N}.eml", Path.GetFileName(Directory.GetFiles(folder)[0]));
        Assert.Equal("À faire : Sélectionner 8 à 12 exposants", mail.Subject);
    }
}
