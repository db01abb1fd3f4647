namespace Asmex.Workflows.Web.Pages.Drawings;

/// <summary>Breaks a title into lines that fit a box; the drawing cannot measure, so widths are estimated on the wide side.</summary>
internal static class TextLines
{
    private const int Most = 3;
    private const double Size = 12.5;
    private const double SmallSize = 11;

    public static IReadOnlyList<string> Fit(string text, double width)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in Glued(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : line + " " + word;
            if (line.Length > 0 && Width(longer) > width)
            {
                lines.Add(line);
                line = word;
            }
            else
            {
                line = longer;
            }
        }

        lines.Add(line);
        return lines.Count <= Most ? lines : [.. lines.Take(Most - 1), lines[Most - 1] + "…"];
    }

    /// <summary>One line in smaller letters, cut where it would leave the box.</summary>
    public static string Cut(string text, double width)
    {
        var whole = Width(text) * SmallSize / Size;
        return whole <= width ? text : text[..Math.Max(1, (int)(text.Length * width / whole) - 1)].TrimEnd(' ', ',') + "…";
    }

    /// <summary>French puts a space before some signs; a line must not begin with one of them.</summary>
    private static string Glued(string text) =>
        text.Replace(" :", "\u00A0:", StringComparison.Ordinal).Replace(" ;", "\u00A0;", StringComparison.Ordinal)
            .Replace(" ?", "\u00A0?", StringComparison.Ordinal).Replace(" !", "\u00A0!", StringComparison.Ordinal);

    public static double Width(string text) => text.Sum(Width);

    private static double Width(char letter) => Size * letter switch
    {
        ' ' or '\u00A0' or 'i' or 'l' or 'j' or 't' or 'f' or 'r' or '\'' or '’' or ',' or '.' or ':' or ';' or '!' or '(' or ')' => 0.34,
        'm' or 'w' or 'M' or 'W' or '%' or '@' => 0.88,
        >= '\u0600' and <= '\u06FF' => 0.52,
        >= 'A' and <= 'Z' => 0.68,
        _ => 0.57,
    };
}
