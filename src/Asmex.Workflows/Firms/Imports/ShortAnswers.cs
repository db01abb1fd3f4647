using Asmex.Workflows.Formats;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Firms.Imports;

/// <summary>Short answers in files, in any of the three languages.</summary>
public static class ShortAnswers
{
    private static readonly HashSet<string> _nothing = Keys(
        "na", "nd", "nc", "ns", "neant", "null", "none", "nil", "rien", "aucun", "aucune", "vide", "inconnu", "inconnue", "unknown", "non renseigne", "non renseignee",
        "non communique", "non disponible", "n a pas", "sans", "pas de", "not available", "لا يوجد", "لا شيء", "غير متوفر", "غير معروف", "بدون", "x", "xx", "xxx", "0");

    private static readonly HashSet<string> _yes = Keys("oui", "o", "yes", "y", "si", "vrai", "true", "1", "x", "ok", "accord", "accepte", "acceptee", "d accord", "favorable", "opt in", "optin", "نعم", "موافق", "موافقة", "أوافق");

    private static readonly HashSet<string> _no = Keys("non", "n", "no", "faux", "false", "0", "refus", "refuse", "refusee", "pas d accord", "opposition", "opt out", "optout", "desabonne", "لا", "غير موافق", "رفض", "أرفض");

    private static readonly Dictionary<string, ExportStatus> _statuses = Table(new Dictionary<ExportStatus, string[]>
    {
        [ExportStatus.NonExporter] = ["non exportatrice", "non exportateur", "non exporteur", "n exporte pas", "pas exportatrice", "marche local", "non", "no", "jamais", "non exporter", "not exporting", "domestic", "غير مصدرة", "غير مصدر", "لا تصدر", "لا"],
        [ExportStatus.Potential] = ["potentiel", "potentielle", "exportatrice potentielle", "exportateur potentiel", "potentiel export", "a potentiel", "exportable", "potential", "potential exporter", "إمكانات", "مصدرة محتملة", "محتملة", "قابلة للتصدير"],
        [ExportStatus.FirstTime] = ["primo exportatrice", "primo exportateur", "primo", "primoexportatrice", "nouvelle exportatrice", "nouvel exportateur", "premiere exportation", "debutante", "first time", "first time exporter", "first", "new exporter", "مصدرة لأول مرة", "مصدرة جديدة", "أول تصدير"],
        [ExportStatus.Regular] = ["reguliere", "regulier", "exportatrice", "exportateur", "exportatrice reguliere", "exportateur regulier", "exporte", "confirmee", "confirme", "exportatrice confirmee", "oui", "yes", "regular", "regular exporter", "exporter", "exporting", "مصدرة", "مصدر", "مصدرة منتظمة", "منتظمة", "نعم"],
        [ExportStatus.Lapsed] = ["ancienne exportatrice", "ancien exportateur", "a arrete", "arretee", "plus exportatrice", "n exporte plus", "inactive", "irreguliere", "occasionnelle", "ex exportatrice", "lapsed", "former exporter", "stopped", "توقفت عن التصدير", "مصدرة سابقة", "متوقفة"],
    });

    private static readonly Dictionary<string, string> _languages = Table(new Dictionary<string, string[]>
    {
        [Languages.French] = ["fr", "francais", "french", "الفرنسية", "فرنسية"],
        [Languages.Arabic] = ["ar", "arabe", "arabic", "العربية", "عربية"],
        [Languages.English] = ["en", "anglais", "english", "الإنجليزية", "إنجليزية"],
    });

    /// <summary>True for a cell that says there is nothing to say: blank, a dash, « néant », n/a.</summary>
    public static bool SayNothing(string? text) => SearchText.Joined(text) is var key && (key.Length == 0 || _nothing.Contains(key));

    /// <summary>Yes or no; null for anything else.</summary>
    public static bool? Said(string? text) => SearchText.Joined(text) is var key && _yes.Contains(key) ? true : _no.Contains(key) ? false : null;

    public static ExportStatus? StatusOf(string? text) => _statuses.TryGetValue(SearchText.Joined(text), out var status) ? status : null;

    public static string? LanguageOf(string? text) => _languages.GetValueOrDefault(SearchText.Joined(text));

    private static HashSet<string> Keys(params string[] words) => [.. words.Select(w => SearchText.Joined(w))];

    private static Dictionary<string, T> Table<T>(Dictionary<T, string[]> words)
        where T : notnull => words.SelectMany(p => p.Value.Select(w => (p.Key, Word: SearchText.Joined(w)))).DistinctBy(p => p.Word).ToDictionary(p => p.Word, p => p.Key);
}
