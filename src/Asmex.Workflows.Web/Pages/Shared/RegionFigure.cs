namespace Asmex.Workflows.Web.Pages.Shared;

/// <summary>What the map says of one region.</summary>
/// <param name="Code">ISO 3166-2, MA-01 to MA-12.</param>
/// <param name="Address">Where a click leads; nowhere when absent.</param>
/// <param name="Kind">Its state; absent: nothing runs there.</param>
/// <param name="Number">The figure shown on it.</param>
/// <param name="Description">The same in words.</param>
public sealed record RegionFigure(string Code, string? Address, StateKind? Kind, string? Number, string Description);
