using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Regions;

/// <summary>One of the twelve regions of the decree of 2015.</summary>
/// <param name="Code">ISO 3166-2:MA as of 2018: MA-01 … MA-12.</param>
/// <param name="Provinces">How many provinces and prefectures it has.</param>
/// <param name="Tile">Its place in the grid that stands for the map where there is no room for one.</param>
/// <param name="Label">Where its name goes on the map, in the map's own units.</param>
/// <param name="Sectors">Keys of its leading sectors, indicative.</param>
/// <param name="Spellings">Other ways its name is written in files.</param>
public sealed record Region(
    string Code, string Slug, Wording Name, Wording Seat, int Provinces, Tile Tile, Label Label, IReadOnlyList<string> Sectors, IReadOnlyList<string> Spellings);

public sealed record Tile(int Row, int Column);

public sealed record Label(decimal X, decimal Y);
