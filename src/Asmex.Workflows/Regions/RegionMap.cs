namespace Asmex.Workflows.Regions;

/// <summary>The outlines of the regions, as SVG paths. The data is OpenStreetMap's: say <see cref="Attribution"/> beside every map, and never mirror it.</summary>
public sealed record RegionMap(string Notice, string Attribution, string ViewBox, IReadOnlyList<RegionOutline> Regions)
{
    public static RegionMap Shared { get; } = EmbeddedData.Read<RegionMap>("regions-map.data.json");

    public string PathOf(string code) => Regions.Single(r => r.Id == code).D;
}

/// <param name="Id">The region's code.</param>
/// <param name="D">The path data.</param>
public sealed record RegionOutline(string Id, string D);
