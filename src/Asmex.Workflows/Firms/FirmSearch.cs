using Asmex.Workflows.Formats;

namespace Asmex.Workflows.Firms;

/// <summary>Finds firms by what people type: parts of names in either script, a place, an ICE; case and accents do not matter.</summary>
public static class FirmSearch
{
    public static IQueryable<Firm> Matching(this IQueryable<Firm> firms, string? typed)
    {
        foreach (var word in SearchText.Of(typed).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            // The middle of a number says nothing.
            var part = word.All(char.IsAsciiDigit) ? " " + word : word;
            firms = firms.Where(f => f.SearchKey.Contains(part));
        }

        return firms;
    }
}
