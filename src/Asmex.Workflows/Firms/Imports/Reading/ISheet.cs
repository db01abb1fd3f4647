namespace Asmex.Workflows.Firms.Imports.Reading;

/// <summary>A table in a file, read from the top as often as needed without holding it whole.</summary>
public interface ISheet
{
    SheetFacts Facts { get; }

    /// <exception cref="Texts.RuleBrokenException">The file ends to be a table at some row.</exception>
    IEnumerable<SheetRow> Rows();
}
