using System.Text;
using Asmex.Workflows.Formats;

namespace Asmex.Workflows.Firms.Search;

/// <summary>Which firms a list shows; each criterion that is given narrows it.</summary>
/// <param name="Text">Words of names, places and numbers, as somebody types them.</param>
/// <param name="Region">A code.</param>
/// <param name="Sector">A key.</param>
public sealed record FirmFilter(string? Text = null, string? Region = null, string? Sector = null, ExportStatus? Status = null, FirmKind? Kind = null)
{
    public static FirmFilter Of(string? text, string? region, string? sector, string? status, string? kind) => new(
        Some(text), Some(region), Some(sector), Chosen.Of<ExportStatus>(status), Chosen.Of<FirmKind>(kind));

    public bool IsEmpty => this == new FirmFilter();

    /// <summary>The query of the list's address, with its question mark; empty when nothing narrows it.</summary>
    public override string ToString()
    {
        var query = new StringBuilder();
        foreach (var (name, value) in new[] { ("q", Text), ("region", Region), ("sector", Sector), ("status", Status?.ToString()), ("kind", Kind?.ToString()) })
        {
            if (value is not null)
            {
                query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
            }
        }

        return query.ToString();
    }

    private static string? Some(string? text) => string.IsNullOrWhiteSpace(text) ? null : Line.Cut(text.Trim(), 200);
}
