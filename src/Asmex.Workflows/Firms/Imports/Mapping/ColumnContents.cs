using Asmex.Workflows.Formats;
using Asmex.Workflows.Regions;

namespace Asmex.Workflows.Firms.Imports.Mapping;

/// <summary>Tells from its values what a column without a known heading holds.</summary>
internal static class ColumnContents
{
    private const double Most = 0.6;

    private static readonly (ImportField Field, Func<string, bool> Fits)[] _kinds =
    [
        (ImportField.Ice, v => Ice.TryParse(v, out _, out _)),
        (ImportField.Email, v => v.Contains('@') && Emails.TryParse(v, out _, out _)),
        (ImportField.Region, v => RegionCatalog.Recognise(v) is not null),
        (ImportField.Phone, v => v.Length >= 9 && Phones.TryParse(v, out _, out _)),
        (ImportField.Sector, v => SectorCatalog.Recognise(v) is not null),
        (ImportField.City, v => Places.Find(v) is not null),
        (ImportField.ExportStatus, v => !v.All(char.IsDigit) && ShortAnswers.StatusOf(v) is not null && ShortAnswers.Said(v) is null),
    ];

    public static ImportField Guess(IReadOnlyList<string> values) =>
        values.Count < 2 ? ImportField.Ignored : _kinds.FirstOrDefault(k => values.Count(k.Fits) >= values.Count * Most).Field;

    /// <summary>Names are words, and hardly two rows have the same.</summary>
    public static bool LookLikeNames(IReadOnlyList<string> values)
    {
        var filled = values.Where(v => v.Length > 0).ToList();
        return filled.Count > 0 && filled.Count >= values.Count * Most
            && filled.Count(v => v.Count(char.IsLetter) >= 3) >= filled.Count * 0.9 && filled.Distinct().Count() >= filled.Count * 0.8;
    }
}
