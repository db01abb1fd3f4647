using System.Text.RegularExpressions;
using Asmex.Workflows.Formats;

namespace Asmex.Workflows.Firms;

/// <summary>The words of a firm's name that tell it from others: without legal form, articles, accents and order.</summary>
public static partial class NameKey
{
    private static readonly HashSet<string> _empty =
    [
        "sarl", "au", "sarlau", "sa", "sas", "sasu", "snc", "scs", "sca", "gie", "ste", "sté", "societe", "soc", "cie", "compagnie", "company", "co", "ltd", "llc", "ets", "etb", "ett", "etablissement",
        "etablissements", "entreprise", "ese", "cooperative", "cooperatives", "coop", "auto", "entrepreneur", "autoentrepreneur", "ae", "association", "union", "groupement", "personne", "physique",
        "le", "la", "les", "l", "de", "du", "des", "d", "et", "and", "the", "of", "شركه", "تعاونيه", "مقاوله", "مقاول", "ذاتي", "جمعيه", "موسسه", "مجموعه", "شم", "شمم", "ذمم", "ش", "م", "ذ",
    ];

    public static string Of(string? name)
    {
        var words = SearchText.Of(Dotted().Replace(name ?? "", m => m.Value.Replace(".", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal) + " "))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var telling = words.Where(w => !_empty.Contains(w)).ToArray();
        Array.Sort(telling.Length > 0 ? telling : words, StringComparer.Ordinal);
        return string.Join(' ', telling.Length > 0 ? telling : words);
    }

    // S.A.R.L., s. a.
    [GeneratedRegex(@"(?<!\p{L})(\p{L}\.\s?){2,}(\p{L}(?!\p{L}))?")]
    private static partial Regex Dotted();
}
