using System.Collections.Frozen;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Regions;

/// <summary>The twelve regions, north to south.</summary>
public static class RegionCatalog
{
    private const int LongEnoughForASlip = 7;
    private const int LongEnoughForTwoSlips = 12;

    private static readonly FrozenDictionary<string, Region> _byCode;
    private static readonly FrozenDictionary<string, Region> _bySpelling;

    static RegionCatalog()
    {
        All = EmbeddedData.Read<RegionFile>("regions.data.json").Regions;
        _byCode = All.ToFrozenDictionary(r => r.Code);
        _bySpelling = All.SelectMany(r => Spellings(r).Select(s => (Region: r, Spelling: s))).DistinctBy(p => p.Spelling)
            .ToFrozenDictionary(p => p.Spelling, p => p.Region);
    }

    /// <summary>Where work stands that belongs to no region: the Centre.</summary>
    public const string Whole = "MA";

    private static readonly Wording _centre = new("Siège", "المقر المركزي", "Head office");

    public static IReadOnlyList<Region> All { get; }

    /// <summary>The region of one of our own codes; null for anything else.</summary>
    public static Region? Find(string? code) => code is not null && _byCode.TryGetValue(code, out var region) ? region : null;

    /// <exception cref="ArgumentException">There is no such code.</exception>
    public static Region Of(string code) => Find(code) ?? throw new ArgumentException($"There is no region '{code}'.", nameof(code));

    /// <summary>The name of a region; the code itself where it is none of ours.</summary>
    public static Wording NameOf(string code) => code == Whole ? _centre : Find(code)?.Name ?? new Wording(code);

    /// <summary>The region somebody wrote, in any spelling, script and case; null when it is none of the twelve.</summary>
    /// <remarks>A number beside the name says nothing, and without a name nothing is recognised: before 2018 the same numbers meant other regions.
    /// A slip of the pen is forgiven where it leaves no doubt.</remarks>
    public static Region? Recognise(string? text) => _bySpelling.GetValueOrDefault(RegionSpelling.KeyOf(text)) ?? Misspelled(text);

    private static Region? Misspelled(string? text)
    {
        var written = RegionSpelling.KeyOf(text);
        var most = written.Length >= LongEnoughForTwoSlips ? 2 : written.Length >= LongEnoughForASlip ? 1 : 0;
        var near = most == 0 ? [] : _bySpelling.Where(p => Spelling.Distance(p.Key, written, most) <= most).Select(p => p.Value).Distinct().Take(2).ToList();
        return near is [var only] ? only : null;
    }

    private static IEnumerable<string> Spellings(Region region) =>
        new[] { region.Name.Fr, region.Name.Ar!, region.Name.En!, region.Slug }.Concat(region.Spellings).Select(RegionSpelling.KeyOf);

    private sealed record RegionFile(string Source, IReadOnlyList<Region> Regions);
}
