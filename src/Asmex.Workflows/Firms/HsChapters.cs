using System.Text.RegularExpressions;
using Asmex.Workflows.Formats;

namespace Asmex.Workflows.Firms;

/// <summary>The chapters of the harmonised system: two digits each.</summary>
public static partial class HsChapters
{
    // 77 is kept free by the system, 98 and 99 are left to the countries.
    public static bool Has(string chapter) => chapter.Length == 2 && chapter.All(char.IsAsciiDigit) && chapter is not ("00" or "77" or "98" or "99");

    /// <summary>The chapters of the codes that a text holds, of whatever length: 07, 0702.00, 150990; a zero at the start may be lost.</summary>
    /// <param name="unknown">What are codes, but of no chapter.</param>
    public static IReadOnlyList<string> In(string text, out IReadOnlyList<string> unknown)
    {
        var codes = Codes().Matches(Digits.Latin(text)).Select(m => m.Value.Replace(".", "", StringComparison.Ordinal)).Select(c => c.Length % 2 == 0 ? c : "0" + c).ToList();
        unknown = [.. codes.Where(c => !Has(c[..2]) || c.Length > 10).Distinct()];
        return [.. codes.Except(unknown).Select(c => c[..2]).Distinct().Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex(@"\d+(\.\d+)*")]
    private static partial Regex Codes();
}
