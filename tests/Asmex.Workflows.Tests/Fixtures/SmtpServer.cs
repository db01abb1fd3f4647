using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MimeKit;

namespace Asmex.Workflows.Tests.Fixtures;

/// <summary>A real SMTP server on a port of this machine, that can be told to misbehave at any word of the conversation.</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<string, Func<string, SmtpAnswer?>> _scripts = new();
    private readonly ConcurrentBag<Task> _sessions = [];
    private readonly ConcurrentQueue<ReceivedMail> _received = new();
    private readonly Task _accepting;

    public SmtpServer(bool offersTls = false, string? password = null)
    {
        (Password, Certificate) = (password, offersTls ? MakeCertificate() : null);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }
    public string? Password { get; }
    public X509Certificate2? Certificate { get; }

    /// <summary>Extension lines of the answer to EHLO, besides TLS and AUTH.</summary>
    public List<string> Extensions { get; } = ["PIPELINING", "8BITMIME"];
    public int Connections { get; private set; }

    /// <summary>Everything accepted, in order.</summary>
    public IReadOnlyList<ReceivedMail> Received => [.. _received];

    /// <summary>What to do at a word: CONNECT, EHLO, STARTTLS, AUTH, MAIL, RCPT, DATA, CONTENT (after the final dot), NOOP. The script gets the
    /// line (for CONTENT the recipient) and answers null to go on as usual.</summary>
    public void On(string word, Func<string, SmtpAnswer?> script) => _scripts[word] = script;

    public void On(string word, SmtpAnswer answer) => On(word, _ => answer);

    public void Behave() => _scripts.Clear();

    /// <summary>Writes the certificate where a client may be told to trust it.</summary>
    public string WriteAuthority()
    {
        var file = Path.Combine(TestFolder.New("authority"), "authority.pem");
        File.WriteAllText(file, Certificate!.ExportCertificatePem());
        return file;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_sessions);
        Certificate?.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                Connections++;
                _sessions.Add(ServeAsync(client));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException)
        {
            // The server stops.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var owned = client;
        try
        {
            await new SmtpSession(this, client.GetStream(), _stopping.Token).RunAsync();
        }
        catch (Exception end) when (end is IOException or OperationCanceledException or EndOfStreamException or SocketException or System.Security.Authentication.AuthenticationException)
        {
            // The connection ended, by our script or the client's will.
        }
    }

    internal SmtpAnswer? Script(string word, string line) => _scripts.TryGetValue(word, out var script) ? script(line) : null;

    internal void Keep(string from, string to, byte[] content, bool isEncrypted, string? user)
    {
        using var stream = new MemoryStream(content);
        _received.Enqueue(new ReceivedMail(from, to, MimeMessage.Load(stream), isEncrypted, user));
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}

/// <summary>One mail as the server took it.</summary>
internal sealed record ReceivedMail(string From, string To, MimeMessage Message, bool IsEncrypted, string? User)
{
    public string Text => Message.TextBody ?? "";
    public string Html => Message.HtmlBody ?? "";
}

/// <summary>What the server does instead of the usual.</summary>
internal abstract record SmtpAnswer
{
    /// <summary>Says this line.</summary>
    public sealed record Say(string Line) : SmtpAnswer;

    /// <summary>Closes the connection without a word.</summary>
    public sealed record Drop : SmtpAnswer;

    /// <summary>Stays silent.</summary>
    public sealed record Hang : SmtpAnswer;

    /// <summary>Takes the content (only at CONTENT), then closes without a word: accepted, and the client cannot know.</summary>
    public sealed record KeepAndDrop : SmtpAnswer;
}
