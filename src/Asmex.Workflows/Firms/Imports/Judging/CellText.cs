using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using Asmex.Workflows.Formats;

namespace Asmex.Workflows.Firms.Imports.Judging;

/// <summary>Single values out of cells as people fill them.</summary>
internal static partial class CellText
{
    private static readonly SearchValues<char> _ofPhones = SearchValues.Create(" .()0123456789");
    private static readonly DateOnly _firstSerial = new(1899, 12, 30);

    /// <summary>On one line, without marks that cannot be seen.</summary>
    public static string Clean(string cell) =>
        string.Concat(cell.ReplaceLineEndings(" ").Where(c => c == '\t' || (!char.IsControl(c) && (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format || c is '\u200c' or '\u200d')))).Trim();

    public static bool HasControls(string cell) => cell.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'));

    /// <summary>A text that a spreadsheet would run instead of showing it.</summary>
    public static bool IsFormula(string cell) => cell.TrimStart() is [('=' or '+' or '-' or '@'), _, ..] text && text.AsSpan(1).ContainsAnyExcept(_ofPhones);

    /// <summary>The digits of an identifier that a spreadsheet may have taken for a number: <c>9,10700001000028E+14</c>, <c>="0015…"</c>, <c>910700001000028.0</c>.</summary>
    public static string Identifier(string cell)
    {
        var text = Digits.Latin(cell);
        if (Scientific().Match(text) is { Success: true } number)
        {
            var fraction = number.Groups["fraction"].Value;
            var exponent = int.Parse(number.Groups["exponent"].Value, CultureInfo.InvariantCulture);
            // With fewer digits than the exponent asks for, the last ones were lost.
            return fraction.Length == exponent ? number.Groups["whole"].Value + fraction : text;
        }

        var whole = Decimals().Replace(text, "$1");
        return Label().Replace(whole, "");
    }

    /// <summary>A number of a register, and what stands beside it: <c>435 971 (Centre 81)</c>, <c>RC n° 12345 Agadir</c>.</summary>
    /// <returns>An empty number where it is not sure which digits are it.</returns>
    public static (string Number, string Beside) Register(string cell)
    {
        var text = Identifier(cell);
        var number = Grouped().Match(text).Groups["number"];
        return number.Success
            ? (string.Concat(number.Value.Where(char.IsAsciiDigit)), RegisterLabel().Replace($"{text[..number.Index]} {text[(number.Index + number.Length)..]}", " ").Trim(' ', '(', ')', '-', '/', ',', ':', '.'))
            : ("", "");
    }

    /// <summary>The first usable address of a cell that may hold several.</summary>
    /// <param name="others">True when the cell holds more than was taken.</param>
    public static string? Email(string cell, out bool others)
    {
        others = false;
        if (cell.Trim().Any(char.IsControl))
        {
            return null;
        }

        var text = Digits.Latin(cell);
        text = Angled().Match(text) is { Success: true } angled ? angled.Groups[1].Value : text;
        text = text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? text[7..] : text;
        var parts = text.Split([';', ',', '/', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        parts = [.. parts.SelectMany(p => p.Split(' ') is var words && words.All(w => w.Contains('@')) ? words : [p])];
        others = parts.Length > 1;
        var addresses = parts.Select(p => p.TrimEnd('.')).Where(p => IsAddress(p)).ToList();
        return addresses.Count > 0 && parts.All(p => p.Contains('@') || ShortAnswers.SayNothing(p)) ? addresses[0] : null;
    }

    /// <summary>The usable numbers of a cell.</summary>
    public static IReadOnlyList<string> PhonesOf(string cell)
    {
        if (Phones.TryParse(cell, out var whole, out _))
        {
            return [whole];
        }

        var parts = Several().Split(Digits.Latin(cell)).Select(p => Letters().Replace(p, " ").Trim()).Where(p => p.Count(char.IsDigit) >= 8).ToList();
        return [.. parts.Select(Number).OfType<string>()];

        // A number whose leading zero a spreadsheet took away.
        static string? Number(string part) => Phones.TryParse(part, out var number, out _) || (part.Count(char.IsDigit) == 9 && part[0] is >= '5' and <= '8' && Phones.TryParse("0" + part, out number, out _)) ? number : null;
    }

    /// <summary>A day, or the first of a month that stands without one.</summary>
    public static DateOnly? Date(string cell)
    {
        var day = TimeOfDay().Replace(Digits.Latin(cell), "");
        if (Dates.TryParse(day, out var date, out _) || Dates.TryParse("1 " + day, out date, out _) || Dates.TryParse("01/" + day, out date, out _))
        {
            return date;
        }

        return int.TryParse(cell, CultureInfo.InvariantCulture, out var serial) && serial is > 20_000 and < 70_000 ? _firstSerial.AddDays(serial)
            : int.TryParse(day, CultureInfo.InvariantCulture, out var year) && year is > 1950 and < 2100 ? new DateOnly(year, 1, 1)
            : null;
    }

    /// <summary>A number of people; of a range its lower end.</summary>
    public static int? Count(string cell)
    {
        var match = Number().Match(Digits.Latin(cell));
        return match.Success && int.TryParse(string.Concat(match.Value.Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture, out var count) ? count : null;
    }

    private static bool IsAddress(string text) =>
        Emails.TryParse(text, out var address, out _) && Address().IsMatch(address) && !address.Contains("..", StringComparison.Ordinal);

    [GeneratedRegex(@"^(?<whole>[1-9])[.,](?<fraction>\d+)\s*[eE]\s*\+?(?<exponent>\d{1,2})$")]
    private static partial Regex Scientific();

    // Four digits before it: so it parts no thousands.
    [GeneratedRegex(@"^(\d{4,})[.,]0+$")]
    private static partial Regex Decimals();

    [GeneratedRegex(@"^\D*(?<number>\d{1,3}(?: \d{3})+(?! ?\d)|\d{1,3}(?:\.\d{3})+(?!\.?\d)|\d+(?! ?\d))")]
    private static partial Regex Grouped();

    [GeneratedRegex(@"(?<!\p{L})(?:R\.?\s?C\.?|N(?:\s?[o°º]|um(?:[ée]ro)?)?)(?!\p{L})", RegexOptions.IgnoreCase)]
    private static partial Regex RegisterLabel();

    [GeneratedRegex(@"^\s*(N°\s*)?I\.?C\.?E\.?\s*(N°)?\s*:?\s*", RegexOptions.IgnoreCase)]
    private static partial Regex Label();

    [GeneratedRegex(@"^[^<>]*<\s*([^<>\s]+)\s*>\s*$")]
    private static partial Regex Angled();

    [GeneratedRegex(@"[/;|,]|\s(?:ou|et|or|and|-)\s|\sو")]
    private static partial Regex Several();

    [GeneratedRegex(@"[\p{L}:]+")]
    private static partial Regex Letters();

    [GeneratedRegex(@"^[A-Za-z0-9_%+'-]+(\.[A-Za-z0-9_%+'-]+)*@([\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,}$")]
    private static partial Regex Address();

    [GeneratedRegex(@"\d{1,3}([ .,]\d{3})+(?!\d)|\d+")]
    private static partial Regex Number();

    [GeneratedRegex(@"[ T]\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?( ?[AP]M)?Z?$", RegexOptions.IgnoreCase)]
    private static partial Regex TimeOfDay();
}
