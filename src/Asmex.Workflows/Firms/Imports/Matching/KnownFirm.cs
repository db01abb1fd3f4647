namespace Asmex.Workflows.Firms.Imports.Matching;

/// <summary>A firm that a row may be: of the registry, or of an earlier row of the same file. Texts are kept as marks, but for its name.</summary>
/// <param name="Row">The earlier row; 0 for a firm of the registry.</param>
/// <param name="Facts">One mark for each thing that is known of it.</param>
internal sealed record KnownFirm(int Row, Guid? FirmId, string Name, string Region, FirmMarks Marks, int[] Facts)
{
    public bool Knows(int fact) => Array.IndexOf(Facts, fact) >= 0;
}
