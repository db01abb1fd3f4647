using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Firms;

/// <summary>A line of business, as export statistics in Morocco group them.</summary>
/// <param name="Spellings">Other words for it in files.</param>
public sealed record Sector(string Key, Wording Name, IReadOnlyList<string> Spellings);
