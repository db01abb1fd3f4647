using Asmex.Workflows.Firms.Search;

namespace Asmex.Workflows.Web.Pages.Firms;

/// <summary>A choice of firms as an address carries it.</summary>
internal sealed record FirmQueryString(string? Q, string? Region, string? Sector, string? Status, string? Kind)
{
    public FirmFilter Filter => FirmFilter.Of(Q, Region, Sector, Status, Kind);
}
