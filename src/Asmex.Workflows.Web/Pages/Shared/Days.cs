using System.Globalization;

namespace Asmex.Workflows.Web.Pages.Shared;

/// <summary>How days are written.</summary>
public static class Days
{
    /// <summary>jeu. 3 déc. 2026, or in the long form jeudi 3 décembre 2026.</summary>
    public static string Say(DateOnly day, CultureInfo culture, bool isLong = false) =>
        day.ToString(isLong || culture.TwoLetterISOLanguageName == "ar" ? "dddd d MMMM yyyy" : "ddd d MMM yyyy", culture);
}
