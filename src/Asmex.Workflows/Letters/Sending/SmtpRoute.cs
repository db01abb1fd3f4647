using System.Collections.Concurrent;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Asmex.Workflows.Letters.Sending;

/// <summary>Letters by SMTP. Connections are kept between letters, each used by one sender at a time.</summary>
internal sealed class SmtpRoute(IOptions<MailOptions> options, TimeProvider clock) : IMailRoute, IDisposable
{
    private static readonly TimeSpan _idle = TimeSpan.FromSeconds(30);

    private readonly ConcurrentBag<Connection> _free = [];
    private readonly MailOptions _mail = options.Value;

    public async Task<SendResult> SendAsync(MimeMessage message, MailboxAddress bouncesTo, Action hand)
    {
        Connection connection;
        try
        {
            connection = await TakeAsync();
        }
        catch (Exception trouble) when (trouble is not OutOfMemoryException)
        {
            return new SendResult.Blocked(trouble.Message);
        }

        connection.Watch.Expect(hand);
        var result = await SendAsync(connection, message, bouncesTo);
        if (result is SendResult.Lost or SendResult.NotOurs or SendResult.Blocked)
        {
            connection.Dispose();
        }
        else
        {
            GiveBack(connection);
        }

        return result;
    }

    public async Task ProbeAsync(CancellationToken cancellation) => GiveBack(await TakeAsync());

    public void Dispose()
    {
        while (_free.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }

    private static async Task<SendResult> SendAsync(Connection connection, MimeMessage message, MailboxAddress bouncesTo)
    {
        // BDAT would send content without a 354 to tell that it begins.
        connection.Client.Capabilities &= ~(SmtpCapabilities.Chunking | SmtpCapabilities.BinaryMime);
        try
        {
            connection.Sent++;
            return new SendResult.Accepted(await connection.Client.SendAsync(message, bouncesTo, message.To.Mailboxes, CancellationToken.None));
        }
        catch (SmtpCommandException refusal)
        {
            return SmtpReplies.Classify(refusal);
        }
        catch (ClaimLostException lost)
        {
            return new SendResult.NotOurs(lost.Message);
        }
        catch (Exception trouble) when (trouble is not OutOfMemoryException)
        {
            return connection.Watch.IsHanded ? new SendResult.Lost(trouble.Message) : new SendResult.Blocked(trouble.Message);
        }
    }

    private async Task<Connection> TakeAsync()
    {
        while (_free.TryTake(out var kept))
        {
            if (kept.Client.IsConnected && await IsAliveAsync(kept))
            {
                return kept;
            }

            kept.Dispose();
        }

        return await ConnectAsync();
    }

    private async Task<bool> IsAliveAsync(Connection kept)
    {
        if (clock.GetElapsedTime(kept.UsedAt) < _idle)
        {
            return true;
        }

        try
        {
            await kept.Client.NoOpAsync();
            return true;
        }
        catch (Exception trouble) when (trouble is not OutOfMemoryException)
        {
            return false;
        }
    }

    private async Task<Connection> ConnectAsync()
    {
        var connection = new Connection();
        try
        {
            var client = connection.Client;
            client.Timeout = (int)_mail.Patience.TotalMilliseconds;
            OwnAuthority.Trust(client, _mail.CertificateAuthority);
            await client.ConnectAsync(_mail.Host!, _mail.Port, OwnAuthority.Options(_mail.Security));
            if (!string.IsNullOrEmpty(_mail.User))
            {
                await client.AuthenticateAsync(_mail.User, _mail.Password ?? "");
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void GiveBack(Connection connection)
    {
        if (!connection.Client.IsConnected || connection.Sent >= _mail.LettersPerConnection)
        {
            connection.Dispose();
            return;
        }

        connection.UsedAt = clock.GetTimestamp();
        _free.Add(connection);
    }

    private sealed class Connection : IDisposable
    {
        public Connection() => Client = new SmtpClient(Watch);

        public HandoverWatch Watch { get; } = new();
        public SmtpClient Client { get; }
        public int Sent { get; set; }
        public long UsedAt { get; set; }

        public void Dispose() => Client.Dispose();
    }
}
