using System.Collections.Frozen;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Regions;

namespace Asmex.Workflows.Firms.Imports;

/// <summary>A town or province, in which region it lies, and how it is written; the first name is the usual one.</summary>
public sealed record Place(string Region, IReadOnlyList<string> Names);

/// <summary>The provinces and larger towns.</summary>
public static class Places
{
    private static readonly FrozenDictionary<string, Place> _bySpelling = EmbeddedData.Read<IReadOnlyList<Place>>("places.data.json")
        .SelectMany(p => p.Names.Select(n => (Place: p, Spelling: SearchText.Joined(n)))).DistinctBy(p => p.Spelling).ToFrozenDictionary(p => p.Spelling, p => p.Place);

    /// <summary>The place somebody wrote, in either script; null for a smaller one.</summary>
    public static Place? Find(string? text) => _bySpelling.GetValueOrDefault(SearchText.Joined(text));

    /// <summary>The same for every way of writing the place.</summary>
    public static string KeyOf(string? text) => SearchText.Joined(Find(text)?.Names[0] ?? text);
}
