using System.Globalization;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Firms;

/// <summary>The common identifier of a company: nine digits for the company, four for the establishment, two to check.</summary>
/// <remarks>No official text says how the two are computed; of the real ones measured all were 0 modulo 97. So a wrong length is a fault,
/// a wrong remainder only a doubt that a person may confirm.</remarks>
public sealed record Ice
{
    public const int Length = 15;
    private const int LengthOfCompany = 9;

    private Ice(string digits) => Digits = digits;

    public string Digits { get; }

    /// <summary>The company without its establishment: by this a firm is known to be the same.</summary>
    public string Company => Digits[..LengthOfCompany];

    public bool IsPlausible => decimal.Parse(Digits, CultureInfo.InvariantCulture) % 97 == 0;

    /// <exception cref="RuleBrokenException">It is not 15 digits.</exception>
    public static Ice Parse(string text) => TryParse(text, out var ice, out var problem) ? ice! : throw new RuleBrokenException(problem!, text.Trim(), Length);

    /// <summary>Reads 15 digits with or without spaces, dots or hyphens between them.</summary>
    /// <param name="problem">When false: the key of the sentence that says why.</param>
    public static bool TryParse(string? text, out Ice? ice, out string? problem)
    {
        var typed = SearchText.Joined(text);
        (ice, problem) = (null, typed.Any(c => !char.IsAsciiDigit(c)) ? "Firms.IceNotDigits" : typed.Length != Length ? "Firms.IceLength" : null);
        if (problem is null)
        {
            ice = new Ice(typed);
        }

        return problem is null;
    }

    /// <summary>The identifier of a company and establishment with the digits that check it.</summary>
    public static Ice Of(int company, int establishment = 0)
    {
        var digits = $"{company:000000000}{establishment:0000}";
        return new Ice($"{digits}{97 - (decimal.Parse(digits, CultureInfo.InvariantCulture) * 100 % 97):00}");
    }

    public override string ToString() => Digits;
}
