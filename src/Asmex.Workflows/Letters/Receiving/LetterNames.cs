using System.Text.RegularExpressions;
using MimeKit;

namespace Asmex.Workflows.Letters.Receiving;

/// <summary>Finds which letter a message is about: by the address it came to, by what it returns of the letter, by what it answers.</summary>
internal static partial class LetterNames
{
    private static readonly string[] _envelopeHeaders = ["Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To"];

    private const int Most = 20;
    private const int LongestBody = 200_000;

    /// <summary>Ids that may be those of letters, the surest first, each once and not more than a few.</summary>
    public static IReadOnlyList<Guid> In(MimeMessage message)
    {
        var places = Envelopes(message).Concat(Returned(message))
            .Append(message.InReplyTo ?? "").Concat(message.References.Reverse())
            .Append(Begin(message.TextBody)).Append(Begin(message.HtmlBody));
        return [.. places.SelectMany(text => Name().Matches(text)).Select(m => Guid.ParseExact(m.Groups[1].Success ? m.Groups[1].Value : m.Groups[2].Value, "N")).Distinct().Take(Most)];
    }

    private static string Begin(string? body) => body is null ? "" : body[..Math.Min(body.Length, LongestBody)];

    private static IEnumerable<string> Envelopes(MimeMessage message) =>
        message.To.Mailboxes.Concat(message.Cc.Mailboxes).Select(m => m.Address)
            .Concat(_envelopeHeaders.SelectMany(name => message.Headers.Where(h => h.Field.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value)));

    private static IEnumerable<string> Returned(MimeMessage message)
    {
        foreach (var part in message.BodyParts)
        {
            switch (part)
            {
                case MessageDeliveryStatus status:
                    foreach (var id in status.StatusGroups.Select(g => g["Original-Envelope-Id"]).OfType<string>())
                    {
                        yield return id + "@";
                    }

                    break;
                case MessagePart { Message: { } letter }:
                    yield return letter.Headers["X-ASMEX-Ref"] is { } mark ? mark.Trim() + "@" : "";
                    yield return letter.MessageId ?? "";
                    break;
                case TextPart headers when headers.ContentType.IsMimeType("text", "rfc822-headers") || headers.ContentType.IsMimeType("message", "rfc822-headers"):
                    yield return headers.Text;
                    break;
            }
        }
    }

    [GeneratedRegex(@"(?<![0-9a-f])([0-9a-f]{32})@|X-ASMEX-Ref:\s*([0-9a-f]{32})\b", RegexOptions.IgnoreCase)]
    private static partial Regex Name();
}
