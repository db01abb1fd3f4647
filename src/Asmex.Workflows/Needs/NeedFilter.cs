using Asmex.Workflows.Formats;

namespace Asmex.Workflows.Needs;

/// <summary>Which needs a list shows or a figure counts; each criterion that is given narrows it.</summary>
/// <param name="Month">As 202611.</param>
public sealed record NeedFilter(string? Region = null, string? Sector = null, NeedCategory? Category = null, int? Month = null, NeedState? State = null)
{
    public static NeedFilter Of(string? region, string? sector, string? category, int? month, string? state) => new(
        string.IsNullOrEmpty(region) ? null : region, string.IsNullOrEmpty(sector) ? null : sector,
        Chosen.Of<NeedCategory>(category), month, Chosen.Of<NeedState>(state));

    /// <summary>The query of the list's address, with its question mark; empty when nothing narrows it.</summary>
    public override string ToString()
    {
        var given = new[] { ("region", Region), ("sector", Sector), ("category", Category?.ToString()), ("month", Month?.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("state", State?.ToString()) }
            .Where(p => p.Item2 is not null).Select(p => $"{p.Item1}={Uri.EscapeDataString(p.Item2!)}").ToList();
        return given.Count == 0 ? "" : "?" + string.Join('&', given);
    }
}
