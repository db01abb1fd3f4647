using Asmex.Workflows.Texts;
using PhoneNumbers;

namespace Asmex.Workflows.Formats;

/// <summary>Phone numbers: kept as E.164, written as the country writes them.</summary>
public static class Phones
{
    private const string Morocco = "MA";
    private const int MoroccoCode = 212;
    private const char Space = '\u00a0';

    private static PhoneNumberUtil Numbers => PhoneNumberUtil.GetInstance();

    /// <summary>A Moroccan number as at home (<c>06 61 23 45 67</c>), another one with its country; a text that is no number as it is.</summary>
    public static string Say(string e164)
    {
        if (!TryRead(e164, out var number))
        {
            return e164;
        }

        var format = Numbers.GetRegionCodeForNumber(number) == Morocco || IsMoroccan(number) ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL;
        return Numbers.Format(number, format).Replace('-', Space).Replace(' ', Space);
    }

    /// <exception cref="RuleBrokenException">The text is no phone number.</exception>
    public static string Parse(string? text) =>
        TryParse(text, out var e164, out var problem) ? e164 : throw new RuleBrokenException(problem!, (text ?? "").Trim());

    /// <summary>Reads any usual spelling, Moroccan unless a country code says otherwise.</summary>
    /// <param name="e164">For example <c>+212661234567</c>.</param>
    /// <param name="problem">When false: the key of the sentence that says why.</param>
    public static bool TryParse(string? text, out string e164, out string? problem)
    {
        (e164, problem) = ("", null);
        if (string.IsNullOrWhiteSpace(text))
        {
            problem = "Formats.PhoneMissing";
        }
        else if (!TryRead(Digits.Latin(text), out var number) || !(Numbers.IsValidNumber(number) || IsMoroccan(number)))
        {
            problem = "Formats.PhoneUnreadable";
        }
        else
        {
            e164 = Numbers.Format(number, PhoneNumberFormat.E164);
        }

        return problem is null;
    }

    // The regulator opens ranges faster than the library learns of them: nine digits of the national plan are believed.
    private static bool IsMoroccan(PhoneNumber number) => number.CountryCode == MoroccoCode && number.NationalNumber is >= 500_000_000 and <= 899_999_999;

    private static bool TryRead(string text, out PhoneNumber number)
    {
        try
        {
            number = Numbers.Parse(text, Morocco);
            return true;
        }
        catch (NumberParseException)
        {
            number = new PhoneNumber();
            return false;
        }
    }
}
