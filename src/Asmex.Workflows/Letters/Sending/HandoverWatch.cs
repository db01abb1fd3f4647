using MailKit;

namespace Asmex.Workflows.Letters.Sending;

/// <summary>Reads along with the server's lines: at <c>354</c> the letter is handed over, before MailKit writes its first byte of content.</summary>
internal sealed class HandoverWatch : IProtocolLogger
{
    private readonly byte[] _line = new byte[4];
    private int _length;
    private Action? _hand;

    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    /// <summary>True once the server has asked for the content of the current letter.</summary>
    public bool IsHanded { get; private set; }

    /// <summary>The next <c>354</c> belongs to this letter.</summary>
    public void Expect(Action hand) => (_hand, IsHanded, _length) = (hand, false, 0);

    public void LogConnect(Uri uri) => _length = 0;

    public void LogClient(byte[] buffer, int offset, int count)
    {
    }

    public void LogServer(byte[] buffer, int offset, int count)
    {
        // A line may come in any number of pieces; its first four bytes tell.
        foreach (var value in buffer.AsSpan(offset, count))
        {
            if (value == '\n')
            {
                _length = 0;
            }
            else if (_length < _line.Length)
            {
                _line[_length++] = value;
                if (_length == 4 && _line.AsSpan(0, 3).SequenceEqual("354"u8))
                {
                    HandOver();
                }
            }
        }
    }

    public void Dispose()
    {
    }

    private void HandOver()
    {
        if (_hand is { } hand && !IsHanded)
        {
            hand();
            IsHanded = true;
        }
    }
}
