using System.Net.Mail;
using System.Security.Cryptography;
using System.Text;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Formats;

/// <summary>Mail addresses as people write them in lists and forms.</summary>
public static class Emails
{
    private const int LongestAddress = 254;

    private static readonly HashSet<string> _boxes = new(StringComparer.OrdinalIgnoreCase)
    {
        "accueil", "achats", "admin", "administration", "bonjour", "commercial", "comptabilite", "contact", "contacts", "cooperative", "direction", "export",
        "finance", "gerance", "hello", "info", "infos", "information", "logistique", "mail", "marketing", "office", "qualite", "rh", "sales", "secretariat",
        "service", "societe", "vente", "ventes",
    };

    /// <exception cref="RuleBrokenException">The text is no mail address.</exception>
    public static string Parse(string? text) =>
        TryParse(text, out var address, out var problem) ? address : throw new RuleBrokenException(problem!, (text ?? "").Trim());

    /// <summary>Reads exactly one address, without a display name; its domain is put in lower case.</summary>
    /// <param name="problem">When false: the key of the sentence that says why.</param>
    public static bool TryParse(string? text, out string address, out string? problem)
    {
        (address, problem) = ((text ?? "").Trim(), null);
        if (address.Length == 0)
        {
            problem = "Formats.EmailMissing";
            return false;
        }

        var at = address.LastIndexOf('@');
        if (address.Length > LongestAddress || at < 1 || address.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is ',' or ';' or '<' or '>' or '"')
            || !MailAddress.TryCreate(address, out _) || !address[at..].Contains('.'))
        {
            (address, problem) = ("", "Formats.EmailUnreadable");
            return false;
        }

        address = string.Concat(address.AsSpan(0, at), address[at..].ToLowerInvariant());
        return true;
    }

    /// <summary>True for the box of an office (<c>contact@…</c>) rather than a person's own address.</summary>
    public static bool LooksGeneric(string address)
    {
        var box = address.Split('@')[0];
        return _boxes.Contains(SearchText.Of(box.TrimEnd([.. "0123456789"])));
    }

    /// <summary>What is kept of an address that must not be written to: it tells the address again, and nothing else.</summary>
    public static string HashOf(string address) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.Trim().ToLowerInvariant())));
}
