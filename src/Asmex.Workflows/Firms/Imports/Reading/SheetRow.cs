namespace Asmex.Workflows.Firms.Imports.Reading;

/// <summary>A row as the file has it.</summary>
/// <param name="Number">As a spreadsheet shows it: from 1, blank rows and those before the header counted.</param>
public sealed record SheetRow(int Number, IReadOnlyList<string> Cells)
{
    /// <summary>True when a person typed it: then it is judged even where nothing is left of it.</summary>
    public bool IsMended { get; init; }

    public bool IsBlank => !IsMended && Cells.All(string.IsNullOrWhiteSpace);

    /// <summary>The text of a column counted from 0; empty beyond the last one.</summary>
    public string At(int column) => column < Cells.Count ? Cells[column] : "";
}
