namespace Asmex.Workflows.Firms.Imports.Judging;

/// <summary>A row with its verdict.</summary>
/// <param name="FirmId">The firm of the registry that it is.</param>
/// <param name="SameAsRow">The earlier row of the file that it is.</param>
public sealed record JudgedRow(RowReading Reading, Guid? FirmId = null, int? SameAsRow = null)
{
    public Verdict Verdict => Reading.Verdict;
}
