using System.Globalization;
using System.Text.RegularExpressions;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Formats;

/// <summary>Dates as readers in Morocco write them; the Arabic months are the Maghribi ones (غشت، شتنبر، نونبر، دجنبر).</summary>
public static partial class Dates
{
    private static readonly Dictionary<string, int> _months = NamesOfMonths();

    /// <summary><c>30/11/2026</c>, the same in the three languages.</summary>
    public static string InFigures(DateOnly date) => date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary><c>lun. 30 nov. 2026</c>: for lists.</summary>
    public static string Brief(DateOnly date, string language) => date.ToString(language switch
    {
        Languages.Arabic => "dddd d MMMM yyyy",
        Languages.English => "ddd d MMM yyyy",
        _ => $"ddd {DayOfMonth(date)} MMM yyyy",
    }, Culture(language));

    /// <summary><c>lundi 30 novembre 2026</c>: for sentences and letters.</summary>
    public static string InFull(DateOnly date, string language) =>
        date.ToString(language == Languages.French ? $"dddd {DayOfMonth(date)} MMMM yyyy" : "dddd d MMMM yyyy", Culture(language));

    /// <summary>A moment as Morocco's clocks showed it: <c>lun. 30 nov. 2026, 14:32</c>.</summary>
    public static string Moment(DateTimeOffset moment, string language) =>
        $"{Brief(Zone.DateOf(moment), language)}{(language == Languages.Arabic ? "، " : ", ")}{Hour(Zone.TimeOf(moment))}";

    /// <summary><c>14:32</c>.</summary>
    public static string Hour(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary><c>lundi</c>.</summary>
    public static string DayName(DayOfWeek day, string language) => Culture(language).DateTimeFormat.GetDayName(day);

    /// <summary><c>novembre 2026</c>.</summary>
    public static string Month(int year, int month, string language) => new DateOnly(year, month, 1).ToString("MMMM yyyy", Culture(language));

    /// <summary>Reads <c>30/11/2026</c>, <c>30-11-26</c>, <c>30.11.2026</c>, <c>2026-11-30</c>, <c>30 novembre 2026</c>, <c>٣٠ نونبر ٢٠٢٦</c>; day before month.</summary>
    /// <param name="problem">When false: the key of the sentence that says why.</param>
    public static bool TryParse(string? text, out DateOnly date, out string? problem)
    {
        date = default;
        var plain = Digits.Latin(text);
        problem = plain.Length == 0 ? "Formats.DateMissing" : null;
        if (problem is not null)
        {
            return false;
        }

        var match = YearFirst().Match(plain);
        match = match.Success ? match : DayFirst().Match(plain);
        match = match.Success ? match : InWords().Match(plain);
        problem = "Formats.DateUnreadable";
        if (!match.Success || MonthOf(match.Groups["month"].Value) is not { } month)
        {
            return false;
        }

        var year = int.Parse(match.Groups["year"].Value, CultureInfo.InvariantCulture);
        year += match.Groups["year"].Length == 2 ? 2000 : 0;
        var day = int.Parse(match.Groups["day"].Value, CultureInfo.InvariantCulture);
        if (year is < 1900 or > 2199 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            problem = "Formats.DateImpossible";
            return false;
        }

        (date, problem) = (new DateOnly(year, month, day), null);
        return true;
    }

    private static string DayOfMonth(DateOnly date) => date.Day == 1 ? "'1er'" : "d";

    private static CultureInfo Culture(string language) => CultureInfo.GetCultureInfo(language switch
    {
        Languages.Arabic => "ar-MA",
        Languages.English => "en-GB",
        // The months of fr-MA are cut to three letters (jui., jul.), which readers take for each other.
        _ => "fr-FR",
    });

    private static int? MonthOf(string text)
    {
        if (int.TryParse(text, CultureInfo.InvariantCulture, out var number))
        {
            return number is >= 1 and <= 12 ? number : null;
        }

        return _months.TryGetValue(SearchText.Of(text), out var month) ? month : null;
    }

    private static Dictionary<string, int> NamesOfMonths()
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var tag in new[] { "fr-FR", "ar-MA", "ar-EG", "en-GB" })
        {
            var format = CultureInfo.GetCultureInfo(tag).DateTimeFormat;
            for (var month = 1; month <= 12; month++)
            {
                names.TryAdd(SearchText.Of(format.GetMonthName(month)), month);
                names.TryAdd(SearchText.Of(format.GetAbbreviatedMonthName(month)), month);
            }
        }

        return names;
    }

    [GeneratedRegex(@"^(?<year>\d{4})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})$")]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"^(?<day>\d{1,2})\s?[-/. ]\s?(?<month>\d{1,2})\s?[-/. ]\s?(?<year>\d{4}|\d{2})$")]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"^(\p{L}+\.?,?\s+)?(?<day>\d{1,2})(er|st|nd|rd|th)?[\s-]+(?<month>\p{L}+)\.?,?[\s-]+(?<year>\d{4})$", RegexOptions.IgnoreCase)]
    private static partial Regex InWords();
}
