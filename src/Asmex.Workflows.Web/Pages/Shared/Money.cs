using System.Globalization;

namespace Asmex.Workflows.Web.Pages.Shared;

/// <summary>How sums are written and read: one way in all languages, 148 000,00 MAD.</summary>
public static class Money
{
    private const string NarrowSpace = "\u202f";

    private static readonly NumberFormatInfo _format = new() { NumberGroupSeparator = NarrowSpace, NumberDecimalSeparator = ",", NegativeSign = "−" };

    public static string Say(decimal amount, bool exact = false) => Digits(amount, exact) + "\u00a0MAD";

    public static string Digits(decimal amount, bool exact = false) => amount.ToString(exact || amount % 1 != 0 ? "N2" : "N0", _format);

    /// <summary>Reads what a person types: spaces, comma or point, Arabic digits; nothing for what is no sum, or has more than two decimals.</summary>
    public static decimal? Read(string? typed)
    {
        if (typed is null)
        {
            return null;
        }

        var plain = string.Concat(typed.Replace("MAD", "", StringComparison.OrdinalIgnoreCase)
            .Where(sign => !char.IsWhiteSpace(sign) && !char.IsControl(sign) && char.GetUnicodeCategory(sign) != UnicodeCategory.Format)
            .Select(sign => char.IsDigit(sign) ? (char)('0' + (int)char.GetNumericValue(sign)) : sign is ',' or '\u066b' ? '.' : sign));
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount)
            && decimal.Round(amount, 2) == amount
            ? amount
            : null;
    }
}
