namespace Asmex.Workflows.Letters.Pacing;

/// <summary>Who receives: the large providers count each sender's letters, so each has a pace of its own.</summary>
public static class MailLanes
{
    public const string Gmail = "gmail";
    public const string Outlook = "outlook";
    public const string Yahoo = "yahoo";
    public const string Others = "others";

    /// <summary>The relay as a whole.</summary>
    public const string Relay = "relay";

    public static IReadOnlyList<string> All { get; } = [Gmail, Outlook, Yahoo, Others];

    public static string Of(string address)
    {
        var domain = address[(address.LastIndexOf('@') + 1)..].ToLowerInvariant();
        return domain.Split('.')[0] switch
        {
            "gmail" or "googlemail" => Gmail,
            "outlook" or "hotmail" or "live" or "msn" => Outlook,
            "yahoo" or "ymail" or "rocketmail" or "aol" => Yahoo,
            _ => Others,
        };
    }
}
