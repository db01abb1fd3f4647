using System.Text;
using MimeKit;

namespace Asmex.Workflows.Tests.Letters.Receiving;

/// <summary>A message as mail servers and people send it; its name begins with what it is.</summary>
internal static class Sample
{
    public static IReadOnlyList<string> All { get; } =
        [.. typeof(Sample).Assembly.GetManifestResourceNames().Where(n => n.StartsWith("mail/", StringComparison.Ordinal)).Select(n => n["mail/".Length..]).Order(StringComparer.Ordinal)];

    /// <param name="letter">The letter it is about.</param>
    /// <param name="address">Its recipient.</param>
    public static MimeMessage Of(string name, Guid letter, string address = "fatima@coop.example", Guid invitation = default) =>
        MimeMessage.Load(new MemoryStream(Bytes(name, letter, address, invitation)));

    public static byte[] Bytes(string name, Guid letter, string address = "fatima@coop.example", Guid invitation = default)
    {
        using var reader = new StreamReader(typeof(Sample).Assembly.GetManifestResourceStream("mail/" + name)!, Encoding.UTF8);
        return Encoding.UTF8.GetBytes(reader.ReadToEnd().Replace("{ref}", letter.ToString("N"), StringComparison.Ordinal)
            .Replace("{to}", address, StringComparison.Ordinal).Replace("{invitation}", invitation.ToString("N"), StringComparison.Ordinal));
    }
}
