using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Asmex.Workflows.Texts;

/// <summary>A personal link's secret: 256 random bits for the letter, a hash for the database.</summary>
public static class SecretToken
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
