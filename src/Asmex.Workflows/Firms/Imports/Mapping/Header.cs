using Asmex.Workflows.Firms.Imports.Reading;

namespace Asmex.Workflows.Firms.Imports.Mapping;

/// <summary>Finds the row that names the columns.</summary>
public static class Header
{
    /// <summary>How far down a header is looked for: titles and dates may stand above it.</summary>
    public const int RowsToSearch = 25;

    private const int LeastKnown = 2;

    /// <summary>The row with the most known headings; null when no row names at least two columns.</summary>
    public static SheetRow? Find(IEnumerable<SheetRow> rows) =>
        rows.Take(RowsToSearch).Select(r => (Row: r, Known: Known(r))).Where(r => r.Known >= LeastKnown).OrderByDescending(r => r.Known).ThenBy(r => r.Row.Number).FirstOrDefault().Row;

    // A cell that recurs as a value (a place called Région …) counts as one heading of its kind only.
    private static int Known(SheetRow row) => row.Cells.Select(c => ColumnNames.Recognise(c)?.Field).OfType<ImportField>().Distinct().Count();
}
