using System.Globalization;
using System.Text.RegularExpressions;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Formats;

/// <summary>Amounts in dirhams: one way to write them, one tolerant way to read them.</summary>
/// <remarks>Both spaces are U+00A0: an amount never breaks over two lines, keeps its order in a right-to-left text, and shows in mail programs
/// whose fonts lack the narrow U+202F.</remarks>
public static partial class Money
{
    /// <summary>The largest amount that is believed; above it a zero was typed too many.</summary>
    public const decimal Largest = 1_000_000_000m;

    private const char Space = '\u00a0';
    private const char LeftToRight = '\u200e';

    /// <summary>The amount with two decimals and its currency: <c>1 234,50 MAD</c>, <c>1 234,50 درهم</c>, <c>1,234.50 MAD</c>.</summary>
    public static string Say(decimal amount, string language) => $"{Figure(amount, "N2", language)}{Space}{Currency(language)}";

    /// <summary>As <see cref="Say"/>, without decimals where there are none: <c>148 000 MAD</c>.</summary>
    public static string Brief(decimal amount, string language) =>
        decimal.Truncate(amount) == amount ? $"{Figure(amount, "N0", language)}{Space}{Currency(language)}" : Say(amount, language);

    /// <summary>As it stands in a form field, to be read again by <see cref="TryParse"/>: <c>1234,50</c>.</summary>
    public static string ForField(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture).Replace('.', ',');

    /// <exception cref="RuleBrokenException">The text is no amount, or not one that is believed.</exception>
    public static decimal Parse(string? text) =>
        TryParse(text, out var amount, out var problem) ? amount : throw new RuleBrokenException(problem!, (text ?? "").Trim(), Largest);

    /// <summary>Reads <c>1 234,50</c>, <c>1.234,50</c>, <c>1,234.50</c>, <c>1234.5</c>, <c>١٢٣٤٫٥٠</c>, with or without DH, MAD or درهم.</summary>
    /// <param name="problem">When false: the key of the sentence that says why.</param>
    public static bool TryParse(string? text, out decimal amount, out string? problem)
    {
        amount = 0;
        var plain = Currencies().Replace(Digits.Latin(text), "").Replace('٫', ',').Replace('٬', ' ').Replace('،', ',').Replace('’', '\'').Trim();
        problem = plain.Length == 0 ? "Formats.MoneyMissing" : Negative().IsMatch(plain) ? "Formats.MoneyNegative" : null;
        if (problem is not null)
        {
            return false;
        }

        var match = Grouped().Match(plain);
        match = match.Success ? match : Plain().Match(plain);
        if (!match.Success)
        {
            problem = TooFine().IsMatch(plain) ? "Formats.MoneyDecimals" : "Formats.MoneyUnreadable";
            return false;
        }

        var whole = NotDigits().Replace(match.Groups["whole"].Value, "");
        var fraction = match.Groups["fraction"].Value;
        if (whole.Length > 15 || (amount = decimal.Parse($"0{whole}.{fraction}0", CultureInfo.InvariantCulture)) > Largest)
        {
            (amount, problem) = (0, "Formats.MoneyTooLarge");
            return false;
        }

        amount = decimal.Round(amount, 2);
        return true;
    }

    private static string Figure(decimal amount, string format, string language)
    {
        var said = amount.ToString(format, CultureInfo.InvariantCulture);
        if (language == Languages.English)
        {
            return said;
        }

        said = said.Replace(',', Space).Replace('.', ',');
        return language == Languages.Arabic && amount < 0 ? LeftToRight + said : said;
    }

    private static string Currency(string language) => language == Languages.Arabic ? "درهم" : "MAD";

    [GeneratedRegex(@"^\s*(dirhams?|dhs?\.?|mad|دراهم|درهما?|د\s?\.\s?م\s?\.?)|(dirhams?|dhs?\.?|mad|دراهم|درهما?|د\s?\.\s?م\s?\.?)\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Currencies();

    [GeneratedRegex(@"^\s*[-−–(]|[-−–]\s*$")]
    private static partial Regex Negative();

    // Three digits after one separator are thousands: nobody types thousandths of a dirham.
    [GeneratedRegex(@"^(?<whole>[1-9]\d{0,2}(?<group>[ .,'])\d{3}(\k<group>\d{3})*)((?!\k<group>)[.,](?<fraction>\d{1,2})|[.,])?$")]
    private static partial Regex Grouped();

    [GeneratedRegex(@"^(?<whole>\d+)([.,](?<fraction>\d{0,2}))?$|^[.,](?<fraction>\d{1,2})$")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^[\d .,']*[.,]\d{3,}$")]
    private static partial Regex TooFine();

    [GeneratedRegex(@"\D")]
    private static partial Regex NotDigits();
}
