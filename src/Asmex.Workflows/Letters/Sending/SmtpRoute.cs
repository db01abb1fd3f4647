using System.Collections.Concurrent;
using System.Net.Sockets;
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

    public SendResult Send(MimeMessage message, MailboxAddress bouncesTo, Action hand)
    {
        Connection connection;
        try
        {
            connection = Take();
        }
        catch (Exception trouble) when (trouble is not OutOfMemoryException)
        {
            return new SendResult.Blocked(trouble.Message);
        }

        connection.Watch.Expect(hand);
        var result = Send(connection, message, bouncesTo);
        if (result is SendResult.Lost or SendResult.NotOurs or SendResult.Obstructed or SendResult.Blocked)
        {
            connection.Dispose();
        }
        else
        {
            GiveBack(connection);
        }

        return result;
    }

    public Task ProbeAsync(CancellationToken cancellation) => Task.Factory.StartNew(() => GiveBack(Take()), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    public void Dispose()
    {
        while (_free.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }

    private static SendResult Send(Connection connection, MimeMessage message, MailboxAddress bouncesTo)
    {
        // BDAT would send content without a 354 to tell that it begins.
        connection.Client.Capabilities &= ~(SmtpCapabilities.Chunking | SmtpCapabilities.BinaryMime);
        try
        {
            connection.Sent++;
            return new SendResult.Accepted(connection.Client.Send(message, bouncesTo, message.To.Mailboxes, CancellationToken.None));
        }
        catch (SmtpCommandException refusal)
        {
            return SmtpReplies.Classify(refusal);
        }
        catch (ClaimLostException lost)
        {
            return new SendResult.NotOurs(lost.Message);
        }
        catch (ObstructedException obstructed)
        {
            return new SendResult.Obstructed(obstructed.Obstacle);
        }
        catch (Exception trouble) when (trouble is not OutOfMemoryException)
        {
            return connection.Watch.IsHanded ? new SendResult.Lost(trouble.Message) : new SendResult.Blocked(trouble.Message);
        }
    }

    private Connection Take()
    {
        while (_free.TryTake(out var kept))
        {
            if (kept.Client.IsConnected && IsAlive(kept))
            {
                return kept;
            }

            kept.Dispose();
        }

        return Connect();
    }

    private bool IsAlive(Connection kept)
    {
        if (clock.GetElapsedTime(kept.UsedAt) < _idle)
        {
            return true;
        }

        try
        {
            kept.Client.NoOp();
            return true;
        }
        catch (Exception trouble) when (trouble is not OutOfMemoryException)
        {
            return false;
        }
    }

    private Connection Connect()
    {
        var connection = new Connection();
        try
        {
            var client = connection.Client;
            client.Timeout = (int)_mail.Patience.TotalMilliseconds;
            OwnAuthority.Trust(client, _mail.CertificateAuthority);
            client.Connect(Open(_mail.Host!, _mail.Port), _mail.Host!, _mail.Port, OwnAuthority.Options(_mail.Security));
            if (!string.IsNullOrEmpty(_mail.User))
            {
                client.Authenticate(_mail.User, _mail.Password ?? "");
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // The end of a letter is a small write after the content: with Nagle's algorithm it would wait for the delayed acknowledgement, 40 ms a letter.
    private Socket Open(string host, int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using var patience = new CancellationTokenSource(_mail.Patience);
            socket.ConnectAsync(host, port, patience.Token).AsTask().GetAwaiter().GetResult();
            return socket;
        }
        catch (OperationCanceledException silence)
        {
            socket.Dispose();
            throw new TimeoutException($"{host}:{port} does not answer within {_mail.Patience}.", silence);
        }
        catch
        {
            socket.Dispose();
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
