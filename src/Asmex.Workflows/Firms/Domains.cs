namespace Asmex.Workflows.Firms;

/// <summary>The domain of an address, where it tells a firm.</summary>
public static class Domains
{
    private static readonly HashSet<string> _ofEverybody =
    [
        "gmail.com", "googlemail.com", "hotmail.com", "hotmail.fr", "outlook.com", "outlook.fr", "live.com", "live.fr", "msn.com", "yahoo.com", "yahoo.fr", "ymail.com", "icloud.com", "me.com", "aol.com",
        "menara.ma", "iam.net.ma", "iam.ma", "wanadoo.net.ma", "wanadoo.ma", "wanadoo.fr", "orange.fr", "orange.ma", "inwi.ma", "free.fr", "laposte.net", "sfr.fr", "protonmail.com", "proton.me", "gmx.com", "gmx.fr", "mail.com", "caramail.com",
    ];

    /// <returns>Null for the providers that anybody has an address with.</returns>
    public static string? Of(string? email)
    {
        var domain = email?[(email.LastIndexOf('@') + 1)..].ToLowerInvariant();
        return string.IsNullOrEmpty(domain) || _ofEverybody.Contains(domain) ? null : domain;
    }
}
