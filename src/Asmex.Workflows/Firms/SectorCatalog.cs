using System.Collections.Frozen;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Regions;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Firms;

public static class SectorCatalog
{
    /// <summary>The sector of a firm of which nothing better is known.</summary>
    public const string Other = "autre";

    private static readonly FrozenDictionary<string, Sector> _bySpelling;

    static SectorCatalog()
    {
        All = EmbeddedData.Read<IReadOnlyList<Sector>>("sectors.data.json");
        _bySpelling = All.SelectMany(s => new[] { s.Key, s.Name.Fr, s.Name.Ar!, s.Name.En! }.Concat(s.Spellings).Select(n => (Sector: s, Spelling: SearchText.Joined(n))))
            .DistinctBy(p => p.Spelling).ToFrozenDictionary(p => p.Spelling, p => p.Sector);
    }

    public static IReadOnlyList<Sector> All { get; }

    public static Sector? Find(string? key) => All.FirstOrDefault(s => s.Key == key);

    /// <summary>The name of a sector; the key itself where it is none of ours.</summary>
    public static Wording NameOf(string key) => Find(key)?.Name ?? new Wording(key);

    /// <summary>The sector somebody wrote, in any language and case; null when it is none of ours.</summary>
    public static Sector? Recognise(string? text) => _bySpelling.GetValueOrDefault(SearchText.Joined(text));
}
