using System.Text.RegularExpressions;
using Asmex.Workflows.Letters.Receiving;
using MailKit.Net.Smtp;

namespace Asmex.Workflows.Letters.Sending;

/// <summary>What a server's refusal means: a 4xx may pass, a 5xx will not, and some of both are about us rather than the recipient.</summary>
internal static partial class SmtpReplies
{
    public static SendResult Classify(SmtpCommandException refusal)
    {
        var (code, words) = ((int)refusal.StatusCode, refusal.Message);
        var reply = $"{code} {words}";
        if (Unauthenticated().IsMatch(words))
        {
            return new SendResult.Unauthenticated(reply);
        }

        if (code == 421)
        {
            return new SendResult.Blocked(reply, IsPace: true);
        }

        // A refused sender, relaying, a policy: every other letter would meet the same.
        if (refusal.ErrorCode == SmtpErrorCode.SenderNotAccepted || code is 530 or 535 or 538 || (code >= 500 && Policy().IsMatch(words)) || Relaying().IsMatch(words))
        {
            return new SendResult.Blocked(reply);
        }

        return code < 500 ? Later(code, reply)
            // A full mailbox is emptied some day.
            : FullMailbox().IsMatch(words) ? new SendResult.Deferred(reply)
            : new SendResult.Rejected(reply, DeliveryCodes.KindOf("failed", DeliveryCodes.StatusIn(words), words) == MailKind.HardBounce);
    }

    private static SendResult Later(int code, string reply) =>
        code == 432 || Crowded().IsMatch(reply) ? new SendResult.Crowded(reply)
        // Who greylists wants this letter later, not fewer letters.
        : Slower().IsMatch(reply) && !Greylisted().IsMatch(reply) ? new SendResult.Slowed(reply)
        : new SendResult.Deferred(reply);

    [GeneratedRegex(@"\b5\.7\.(26|515)\b")]
    private static partial Regex Unauthenticated();

    [GeneratedRegex(@"\b5\.7\.(0|3|8|9|1[0-4]|2[0-9]|30)\b")]
    private static partial Regex Policy();

    [GeneratedRegex(@"relay(ing)?\s+(access\s+)?(is\s+)?(denied|not\s+permitted)", RegexOptions.IgnoreCase)]
    private static partial Regex Relaying();

    [GeneratedRegex(@"\b5\.2\.2\b")]
    private static partial Regex FullMailbox();

    [GeneratedRegex(@"\b4\.3\.2\b.*(concurrent|connection)", RegexOptions.IgnoreCase)]
    private static partial Regex Crowded();

    [GeneratedRegex(@"\b4\.7\.\d{1,3}\b|rate.?limit|too (many|fast)|throttl", RegexOptions.IgnoreCase)]
    private static partial Regex Slower();

    [GeneratedRegex(@"gr[ae]y.?list", RegexOptions.IgnoreCase)]
    private static partial Regex Greylisted();
}
