using System.Security.Cryptography;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.Sending;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Tests.Letters.Pacing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Security;

namespace Asmex.Workflows.Tests.Letters;

public sealed class DkimTests
{
    [DatabaseTheory]
    public async Task The_copy_that_a_server_received_is_signed_with_both_ways_out(DatabaseKind kind)
    {
        using var key = RSA.Create(2048);
        await using var room = await OpenAsync(kind, key);
        await room.WriteAsync(1, "firm.example", outreach: true);
        await room.WriteAsync(1, "asmex.example");

        await room.SendAsync();

        foreach (var (from, message) in room.Server.Received.Select(m => (m.From, m.Message)))
        {
            Assert.Equal("invitations@asmex.example", from);
            var signature = message.Headers[message.Headers.IndexOf(HeaderId.DkimSignature)];
            Assert.True(await new DkimVerifier(new Keys(key)).VerifyAsync(message, signature));
            Assert.Contains("d=asmex.example; s=plans", signature.Value, StringComparison.Ordinal);
        }

        var invitation = room.Server.Received.Single(m => m.To.EndsWith("firm.example", StringComparison.Ordinal)).Message;
        Assert.Matches("h=[^;]*list-unsubscribe:list-unsubscribe-post", string.Concat(invitation.Headers[HeaderId.DkimSignature]!.Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant());
        invitation.Headers[HeaderId.ListUnsubscribe] = "<https://elsewhere.example/u>";
        Assert.False(await new DkimVerifier(new Keys(key)).VerifyAsync(invitation, invitation.Headers[invitation.Headers.IndexOf(HeaderId.DkimSignature)]));
    }

    [DatabaseTheory]
    public async Task A_letter_of_long_lines_and_Arabic_is_signed_as_it_travels(DatabaseKind kind)
    {
        using var key = RSA.Create(2048);
        await using var room = await OpenAsync(kind, key);
        room.Server.Extensions.Remove("8BITMIME");
        await using (var scope = room.Database.Scope())
        {
            scope.Db.Add(new Letter("arabic", LetterKeys.News, LetterKind.Notice, new Recipient("fatima@coop.example", "فاطمة العلوي", "ar"),
                new LetterContent("دعوة إلى المعرض", $"<p>{string.Concat(Enumerable.Repeat("مرحبا ", 400))}</p>", "مرحبا.\n.\n--\n"), LetterAbout.Nothing,
                new LetterWindow(TestDatabase.Start, TestDatabase.Start.AddDays(1)), TestDatabase.Start));
            await scope.Db.SaveChangesAsync();
        }

        await room.SendAsync();

        var message = Assert.Single(room.Server.Received).Message;
        Assert.True(await new DkimVerifier(new Keys(key)).VerifyAsync(message, message.Headers[message.Headers.IndexOf(HeaderId.DkimSignature)]));
    }

    [Fact]
    public async Task Left_to_the_relay_a_letter_carries_no_signature_of_ours()
    {
        await using var room = await MailRoom.OpenAsync(DatabaseKind.Sqlite);
        await room.WriteAsync();

        await room.SendAsync();

        Assert.Null(Assert.Single(room.Server.Received).Message.Headers[HeaderId.DkimSignature]);
    }

    [Theory]
    [InlineData(null, "names no file")]
    [InlineData("not a key", "holds no private RSA key")]
    public void A_key_that_cannot_sign_stops_the_start(string? content, string said)
    {
        var file = content is null ? "/nowhere.pem" : Path.Combine(TestFolder.New("dkim"), "key.pem");
        if (content is not null)
        {
            File.WriteAllText(file, content);
        }

        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Dkim:SignedBy"] = "Us", ["Dkim:KeyFile"] = file }).Build());
        services.AddSingleton<Microsoft.Extensions.Hosting.IHostEnvironment>(new TestEnvironment());
        services.AddLetters();

        var refusal = Assert.Throws<OptionsValidationException>(() => services.BuildServiceProvider().GetRequiredService<IOptions<DkimOptions>>().Value);
        Assert.Contains(said, refusal.Message);
    }

    private static async Task<MailRoom> OpenAsync(DatabaseKind kind, RSA key)
    {
        var file = Path.Combine(TestFolder.New("dkim"), "key.pem");
        await File.WriteAllTextAsync(file, key.ExportPkcs8PrivateKeyPem());
        return await MailRoom.OpenAsync(kind, services: services => services.Configure<DkimOptions>(dkim => (dkim.SignedBy, dkim.KeyFile, dkim.Selector) = (LetterSigner.Us, file, "plans")));
    }

    /// <summary>What DNS would say.</summary>
    private sealed class Keys(RSA key) : IDkimPublicKeyLocator
    {
        public AsymmetricKeyParameter LocatePublicKey(string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            (domain, selector) == ("asmex.example", "plans") ? PublicKeyFactory.CreateKey(key.ExportSubjectPublicKeyInfo()) : throw new ArgumentException($"No key of {selector} at {domain}.");

        public Task<AsymmetricKeyParameter> LocatePublicKeyAsync(string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            Task.FromResult(LocatePublicKey(methods, domain, selector, cancellationToken));
    }
}
