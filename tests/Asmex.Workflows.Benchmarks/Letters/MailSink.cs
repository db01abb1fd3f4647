using System.Net;
using System.Net.Sockets;

namespace Asmex.Workflows.Benchmarks.Letters;

/// <summary>A mail server of this machine that takes everything and keeps nothing but the count.</summary>
internal sealed class MailSink : IAsyncDisposable
{
    private static readonly byte[] _hello = "250-sink\r\n250-PIPELINING\r\n250 8BITMIME\r\n"u8.ToArray();
    private static readonly byte[] _ok = "250 2.0.0 ok\r\n"u8.ToArray();
    private static readonly byte[] _goOn = "354 go on\r\n"u8.ToArray();

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _accepting;
    private int _taken;
    private long _bytes;

    public MailSink()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;
    public int Taken => Volatile.Read(ref _taken);
    public long Bytes => Interlocked.Read(ref _bytes);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stopping.Token));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException)
        {
            // It stops.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var owned = client;
        client.NoDelay = true;
        var stream = client.GetStream();
        var buffer = new byte[64 * 1024];
        var filled = 0;
        var isContent = false;
        try
        {
            await stream.WriteAsync("220 sink\r\n"u8.ToArray(), _stopping.Token);
            while (await stream.ReadAsync(buffer.AsMemory(filled), _stopping.Token) is > 0 and var read)
            {
                filled += read;
                using var answers = new MemoryStream();
                var used = Consume(buffer.AsSpan(0, filled), ref isContent, answers);
                buffer.AsSpan(used, filled - used).CopyTo(buffer);
                filled -= used;
                if (answers.Length > 0)
                {
                    await stream.WriteAsync(answers.ToArray(), _stopping.Token);
                }
            }
        }
        catch (Exception end) when (end is IOException or OperationCanceledException or SocketException)
        {
            // The client went away.
        }
    }

    private int Consume(ReadOnlySpan<byte> data, ref bool isContent, MemoryStream answers)
    {
        var used = 0;
        while (used < data.Length)
        {
            var rest = data[used..];
            if (isContent)
            {
                var end = rest.IndexOf("\r\n.\r\n"u8);
                if (end < 0)
                {
                    // The end may lie across two pieces.
                    var passed = Math.Max(0, rest.Length - 4);
                    Interlocked.Add(ref _bytes, passed);
                    return used + passed;
                }

                Interlocked.Add(ref _bytes, end + 2);
                Interlocked.Increment(ref _taken);
                answers.Write(_ok);
                (isContent, used) = (false, used + end + 5);
                continue;
            }

            var line = rest.IndexOf((byte)'\n');
            if (line < 0)
            {
                return used;
            }

            isContent = rest[0] is (byte)'D' or (byte)'d';
            answers.Write(isContent ? _goOn : rest[0] is (byte)'E' or (byte)'e' ? _hello : _ok);
            used += line + 1;
        }

        return used;
    }
}
