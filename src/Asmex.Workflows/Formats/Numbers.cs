using System.Globalization;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Formats;

/// <summary>Counts and figures of accounts: grouped as the reader's language groups them, never broken over two lines.</summary>
public static class Numbers
{
    private const char Space = '\u00a0';

    /// <summary><c>12 000</c>, <c>0,5</c>: at most two decimals, only where there are any.</summary>
    public static string Say(decimal number, string language)
    {
        var said = number.ToString("#,0.##", CultureInfo.InvariantCulture);
        return language == Languages.English ? said : said.Replace(',', Space).Replace('.', ',');
    }

    /// <summary>A figure with what it counts: <c>12 000 MAD</c>, <c>85 %</c>, or a plain count.</summary>
    public static string Say(decimal number, string? unit, string language) => unit switch
    {
        "MAD" => Money.Brief(number, language),
        "percent" => $"{Say(number, language)}{Space}%",
        _ => Say(number, language),
    };
}
