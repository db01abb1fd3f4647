using System.Text.RegularExpressions;

namespace Asmex.Workflows.Letters.Receiving;

/// <summary>What a status of RFC 3463 and a server's words say about an address.</summary>
internal static partial class DeliveryCodes
{
    /// <param name="action">Of RFC 3464: failed, delayed, delivered, relayed, expanded.</param>
    public static MailKind KindOf(string? action, string? status, string? words) => action?.Trim().ToLowerInvariant() switch
    {
        "delivered" or "relayed" or "expanded" => MailKind.Delivery,
        "delayed" => MailKind.Delay,
        _ => Failed(status, words ?? ""),
    };

    /// <summary>The first status in a text, as 5.1.1.</summary>
    public static string? StatusIn(string? text) => Status().Match(text ?? "") is { Success: true } found ? found.Value : null;

    private static MailKind Failed(string? status, string words)
    {
        var code = StatusIn(status) ?? "5.0.0";

        // Many servers say 5.0.0 or 5.1.0 to a reader of codes and the true one in words.
        if (code.EndsWith(".0", StringComparison.Ordinal) && StatusIn(words) is { } said && said[0] == code[0])
        {
            code = said;
        }

        if (Full().IsMatch(words) || code is "5.2.2" or "4.2.2")
        {
            return MailKind.SoftBounce;
        }

        var isUnknown = Unknown().IsMatch(words);
        if (!isUnknown && (Policy().IsMatch(words) || code.StartsWith("5.7.", StringComparison.Ordinal) || code.StartsWith("4.7.", StringComparison.Ordinal)))
        {
            return MailKind.Refusal;
        }

        return code[0] == '4' ? MailKind.SoftBounce
            : isUnknown || code is "5.1.0" or "5.1.1" or "5.1.2" or "5.1.3" or "5.1.6" or "5.1.10" or "5.2.1" or "5.4.310" ? MailKind.HardBounce
            : MailKind.SoftBounce;
    }

    [GeneratedRegex(@"\b[245]\.\d{1,3}\.\d{1,3}\b")]
    private static partial Regex Status();

    [GeneratedRegex(@"mailbox (is )?full|over ?quota|quota exceeded|exceeded (its|the|storage)|insufficient (system )?storage|boîte.{0,20}pleine|out of storage", RegexOptions.IgnoreCase)]
    private static partial Regex Full();

    [GeneratedRegex(@"user (is )?unknown|unknown (user|recipient|mailbox|local.part|or illegal)|no such (user|recipient|mailbox|person|address)|(user|mailbox|recipient|account|address)[^.\n]{0,60}(does(n't| not) exist|not found|not exist|is disabled|is inactive|unavailable)|invalid (recipient|mailbox|address)|recipient address rejected: access denied|not a valid mailbox|host (or domain name )?not found|domain[^.\n]{0,40}(does not exist|not found)|nxdomain|utilisateur inconnu|adresse inconnue|n['’]existe pas|no mailbox here", RegexOptions.IgnoreCase)]
    private static partial Regex Unknown();

    [GeneratedRegex(@"\bspam\b|blacklist|block ?list|blocked|\bpolicy\b|reputation|\bspf\b|\bdkim\b|\bdmarc\b|unauthenticated|unsolicited|not authorized|relay(ing)? denied", RegexOptions.IgnoreCase)]
    private static partial Regex Policy();
}
