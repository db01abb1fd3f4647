using Asmex.Workflows.Firms.Imports;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Regions;

namespace Asmex.Workflows.Firms.Search;

/// <summary>What a firm is found by: its words as written, by their sound in either script, and with a letter missing, so that a slip still meets them.</summary>
internal static class FirmWords
{
    public const int Longest = 6_000;
    private const string Latin = "1";
    private const string Arabic = "2";
    private const string Slip = "3";

    // Said in one script, meant in the other.
    private static readonly string[][] _same =
    [
        ["cooperative", "coop", "تعاونيه"], ["societe", "ste", "شركه"], ["etablissements", "etablissement", "ets", "موسسه"], ["groupement", "gie", "مجموعه"], ["association", "جمعيه"],
    ];

    public static string Of(Firm firm)
    {
        var tokens = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in new[] { firm.Name, firm.ArabicName })
        {
            var text = SearchText.Of(name);
            AddWords(tokens, text, withSlips: true);
            tokens.Add(text.Replace(" ", "", StringComparison.Ordinal));
        }

        foreach (var place in Places(firm))
        {
            AddWords(tokens, SearchText.Of(place), withSlips: true);
        }

        // The region of every firm would be near to too much.
        var region = RegionCatalog.NameOf(firm.Region);
        AddWords(tokens, SearchText.Of($"{region.Fr} {region.Ar}"), withSlips: false);

        AddNumbers(tokens, firm);
        tokens.Remove("");
        var words = string.Join(' ', tokens);
        return words.Length <= Longest ? words : words[..words.LastIndexOf(' ', Longest)];
    }

    /// <summary>The sound of a word, marked with its script; null where it says too little.</summary>
    public static string? SoundOf(string word, bool otherScript, int least) =>
        Skeleton.Of(word) is { } sound && sound.Length >= least ? (Skeleton.IsArabic(word) != otherScript ? Arabic : Latin) + sound : null;

    /// <summary>A word with one letter missing, each in turn, and as it is; short ones keep their vowels.</summary>
    public static IEnumerable<string> SlipsOf(string form) =>
        Enumerable.Range(0, form.Length).Select(i => form.Remove(i, 1)).Append(form).Where(f => f.Length >= 3).Select(f => Slip + f).Distinct();

    private static void AddWords(HashSet<string> tokens, string text, bool withSlips)
    {
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            tokens.Add(word);
            tokens.UnionWith(_same.FirstOrDefault(s => s.Contains(word)) ?? []);
            if (!word.Any(char.IsAsciiDigit) && SoundOf(word, otherScript: false, least: 2) is { } sound)
            {
                tokens.Add(sound);
                tokens.UnionWith(withSlips ? SlipsOf(sound.Length > 4 ? sound[1..] : word) : []);
            }
        }
    }

    private static IEnumerable<string?> Places(Firm firm) =>
        [firm.City, firm.Province, .. Imports.Places.Find(firm.City)?.Names ?? [], .. Imports.Places.Find(firm.Province)?.Names ?? []];

    private static void AddNumbers(HashSet<string> tokens, Firm firm)
    {
        tokens.UnionWith(new[] { firm.Ice, firm.TradeRegister, firm.TaxId, firm.Cnss }.OfType<string>());
        tokens.UnionWith(firm.Contacts.Select(c => c.Phone).Append(firm.Phone).Concat(firm.OtherPhones?.Split(' ') ?? []).OfType<string>().Select(FirmQuery.Significant));
    }
}
