using System.Text.RegularExpressions;
using MailKit.Net.Smtp;

namespace Asmex.Workflows.Letters.Sending;

/// <summary>What a server's refusal means: a 4xx may pass, a 5xx will not, and some of both are about us rather than the recipient.</summary>
internal static partial class SmtpReplies
{
    public static SendResult Classify(SmtpCommandException refusal)
    {
        var reply = $"{(int)refusal.StatusCode} {refusal.Message}";
        var isForGood = (int)refusal.StatusCode >= 500;

        // Policy and authentication (5.7.x), a refused sender, a closing server: every other letter would meet the same.
        if (refusal.ErrorCode == SmtpErrorCode.SenderNotAccepted || (int)refusal.StatusCode is 421 or 530 or 535 or 538 || Policy().IsMatch(refusal.Message) || Relaying().IsMatch(refusal.Message))
        {
            return new SendResult.Blocked(reply);
        }

        // A full mailbox is emptied some day.
        return isForGood && !FullMailbox().IsMatch(refusal.Message) ? new SendResult.Rejected(reply) : new SendResult.Deferred(reply);
    }

    [GeneratedRegex(@"\b[45]\.7\.(0|3|8|9|1[0-4]|2[0-9]|30|515)\b")]
    private static partial Regex Policy();

    [GeneratedRegex(@"relay(ing)?\s+(access\s+)?(is\s+)?(denied|not\s+permitted)", RegexOptions.IgnoreCase)]
    private static partial Regex Relaying();

    [GeneratedRegex(@"\b5\.2\.2\b")]
    private static partial Regex FullMailbox();
}
