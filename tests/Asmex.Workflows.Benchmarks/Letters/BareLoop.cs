using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Asmex.Workflows.Benchmarks.Letters;

/// <summary>The floor: MailKit that sends the same messages over as many connections, and writes nothing down.</summary>
internal static class BareLoop
{
    public static async Task SendAsync(IReadOnlyList<(MimeMessage Message, MailboxAddress From)> messages, int port, int connections)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Factory.StartNew(() =>
        {
            using var client = new SmtpClient();
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Connect("localhost", port);
            client.Connect(socket, "localhost", port, SecureSocketOptions.None);
            for (var i = Interlocked.Increment(ref next); i < messages.Count; i = Interlocked.Increment(ref next))
            {
                client.Send(messages[i].Message, messages[i].From, messages[i].Message.To.Mailboxes);
            }
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
    }
}
