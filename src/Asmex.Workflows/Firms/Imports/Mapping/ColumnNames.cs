using System.Collections.Frozen;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Regions;

namespace Asmex.Workflows.Firms.Imports.Mapping;

/// <summary>Tells from its heading what a column holds, in French, Arabic or English, however it is spelled.</summary>
public static class ColumnNames
{
    private const int ShortestToMisspell = 5;
    private const int LongestHeading = 80;

    private static readonly FrozenDictionary<string, ImportField> _bySpelling = EmbeddedData.Read<Dictionary<ImportField, IReadOnlyList<string>>>("import-columns.data.json")
        .SelectMany(p => p.Value.Select(s => (Field: p.Key, Spelling: SearchText.Of(s)))).DistinctBy(p => p.Spelling).ToFrozenDictionary(p => p.Spelling, p => p.Field);

    /// <summary>What the heading means and how surely, up to 1; null when nothing is known of it.</summary>
    public static (ImportField Field, double Surety)? Recognise(string? heading)
    {
        var written = Spelled(heading);
        return written.Length is 0 or > LongestHeading || !written.Any(char.IsLetter) ? null
            : _bySpelling.TryGetValue(written, out var exact) ? (exact, 1)
            : Misspelled(written) ?? Within(written);
    }

    // Capitals inside a word part it: RaisonSociale, nomEntreprise.
    private static string Spelled(string? heading)
    {
        var text = heading ?? "";
        if (text.Length > LongestHeading * 2)
        {
            return "";
        }

        var parted = string.Concat(text.Select((c, i) => i > 0 && char.IsUpper(c) && char.IsLower(text[i - 1]) ? " " + c : c.ToString()));
        var spelled = SearchText.Of(parted.Replace("N°", "n ", StringComparison.OrdinalIgnoreCase).Replace('º', ' ').Replace('°', ' '));
        return _bySpelling.ContainsKey(spelled) ? spelled : SearchText.Of(text);
    }

    private static (ImportField, double)? Misspelled(string written)
    {
        if (written.Length < ShortestToMisspell)
        {
            return null;
        }

        var most = written.Length >= 9 ? 2 : 1;
        var joined = written.Replace(" ", "", StringComparison.Ordinal);
        foreach (var (spelling, field) in _bySpelling)
        {
            var known = spelling.Replace(" ", "", StringComparison.Ordinal);
            if (known.Length >= ShortestToMisspell && Math.Abs(known.Length - joined.Length) <= most && known[0] == joined[0] && Spelling.Distance(known, joined, most) <= most)
            {
                return (field, 0.8);
            }
        }

        return null;
    }

    // "Raison sociale de l'entreprise (obligatoire)": the longest known words within it decide, those at its start before others.
    private static (ImportField, double)? Within(string written)
    {
        var padded = $" {written} ";
        var best = _bySpelling.Where(p => p.Key.Length > 2 && padded.Contains($" {p.Key} ", StringComparison.Ordinal))
            .OrderByDescending(p => p.Key.Length).ThenBy(p => padded.IndexOf($" {p.Key} ", StringComparison.Ordinal)).Select(p => ((ImportField, double)?)(p.Value, 0.4 + (0.4 * p.Key.Length / written.Length)))
            .FirstOrDefault();
        return best ?? (written.Split(' ').Contains("ice") ? (ImportField.Ice, 0.7) : null);
    }
}
