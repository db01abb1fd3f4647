using System.Net.Security;
using System.Text;

namespace Asmex.Workflows.Tests.Fixtures;

/// <summary>One conversation with the test's SMTP server.</summary>
internal sealed class SmtpSession(SmtpServer server, Stream stream, CancellationToken stopping)
{
    private Stream _stream = stream;
    private string? _user;
    private string _from = "";
    private string _to = "";
    private bool _goesOn = true;

    public async Task RunAsync()
    {
        await AnswerAsync("CONNECT", "", "220 test ESMTP");
        while (_goesOn)
        {
            var line = Encoding.ASCII.GetString(await ReadLineAsync());
            var word = line.Split(' ', ':')[0].ToUpperInvariant();
            await (word switch
            {
                "EHLO" or "HELO" => AnswerAsync("EHLO", line, Hello()),
                "STARTTLS" => StartTlsAsync(line),
                "AUTH" => AuthenticateAsync(line),
                "MAIL" => AnswerAsync(word, line, "250 2.1.0 sender ok", () => _from = Address(line)),
                "RCPT" => AnswerAsync(word, line, "250 2.1.5 recipient ok", () => _to = Address(line)),
                "DATA" => DataAsync(line),
                "RSET" or "NOOP" => AnswerAsync(word, line, "250 ok"),
                "QUIT" => AnswerAsync(word, line, "221 bye", () => _goesOn = false),
                _ => SayAsync("500 5.5.2 what?"),
            });
        }
    }

    private static string Address(string line) => line[(line.IndexOf('<') + 1)..line.IndexOf('>')];

    private string Hello()
    {
        var lines = new List<string>(server.Extensions) { "ENHANCEDSTATUSCODES" };
        if (server.Certificate is not null && _stream is not SslStream)
        {
            lines.Add("STARTTLS");
        }

        if (server.Password is not null)
        {
            lines.Add("AUTH PLAIN");
        }

        return "250-test\r\n" + string.Join("\r\n", lines.Select((extension, i) => $"250{(i == lines.Count - 1 ? ' ' : '-')}{extension}"));
    }

    private async Task StartTlsAsync(string line)
    {
        await AnswerAsync("STARTTLS", line, "220 go ahead");
        if (!_goesOn)
        {
            return;
        }

        var encrypted = new SslStream(_stream);
        await encrypted.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = server.Certificate }, stopping);
        _stream = encrypted;
    }

    private async Task AuthenticateAsync(string line)
    {
        var parts = Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[2])).Split('\0');
        var isRight = parts[^1] == server.Password;
        await AnswerAsync("AUTH", line, isRight ? "235 2.7.0 welcome" : "535 5.7.8 wrong password", () => _user = isRight ? parts[^2] : null);
    }

    private async Task DataAsync(string line)
    {
        var goesOn = false;
        await AnswerAsync("DATA", line, "354 go ahead", () => goesOn = true);
        if (!goesOn)
        {
            return;
        }

        using var content = new MemoryStream();
        for (var read = await ReadLineAsync(); !read.AsSpan().SequenceEqual("."u8); read = await ReadLineAsync())
        {
            content.Write(read.AsSpan(read.Length > 0 && read[0] == '.' ? 1 : 0));
            content.Write("\r\n"u8);
        }

        var answer = server.Script("CONTENT", _to);
        if (answer is null or SmtpAnswer.KeepAndDrop || answer is SmtpAnswer.Say { Line: var said } && said.StartsWith('2'))
        {
            server.Keep(_from, _to, content.ToArray(), _stream is SslStream, _user);
        }

        await DoAsync(answer, "250 2.0.0 taken");
    }

    private async Task AnswerAsync(string word, string line, string usual, Action? then = null)
    {
        var answer = server.Script(word, line);
        await DoAsync(answer, usual);
        if (answer is null)
        {
            then?.Invoke();
        }
    }

    private async Task DoAsync(SmtpAnswer? answer, string usual)
    {
        switch (answer)
        {
            case null:
                await SayAsync(usual);
                break;
            case SmtpAnswer.Say say:
                await SayAsync(say.Line);
                _goesOn = _goesOn && !say.Line.StartsWith("421", StringComparison.Ordinal);
                break;
            case SmtpAnswer.Hang:
                await WaitForTheEndAsync();
                break;
            default:
                _goesOn = false;
                break;
        }
    }

    // Silent until the client gives up or the server stops.
    private async Task WaitForTheEndAsync()
    {
        var rest = new byte[4096];
        while (await _stream.ReadAsync(rest, stopping) > 0)
        {
        }

        _goesOn = false;
    }

    private async Task SayAsync(string lines) => await _stream.WriteAsync(Encoding.ASCII.GetBytes(lines + "\r\n"), stopping);

    private readonly byte[] _buffer = new byte[8192];
    private int _start;
    private int _end;

    private async Task<byte[]> ReadLineAsync()
    {
        using var line = new MemoryStream();
        while (true)
        {
            if (_start == _end)
            {
                (_start, _end) = (0, await _stream.ReadAsync(_buffer, stopping));
                if (_end == 0)
                {
                    throw new EndOfStreamException();
                }
            }

            var value = _buffer[_start++];
            if (value == '\n')
            {
                return line.ToArray();
            }

            if (value != '\r')
            {
                line.WriteByte(value);
            }
        }
    }
}
