using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Asmex.Workflows.Texts;

/// <summary>A personal link's secret: 256 random bits for the letter, a hash for the database.</summary>
public static partial class SecretToken
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>A text whose personal links open nothing: who may read a letter of another must not be able to act in that person's name.</summary>
    public static string Hide(string text) => InAddress().Replace(text, "…");

    [GeneratedRegex("(?<=/)[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])")]
    private static partial Regex InAddress();
}
