using Asmex.Workflows.Firms.Imports.Mapping;
using Asmex.Workflows.Firms.Imports.Reading;
using Asmex.Workflows.Formats;

namespace Asmex.Workflows.Firms.Imports.Judging;

/// <summary>The cells of a row by what they say.</summary>
internal sealed class RowCells(SheetRow row, ColumnMapping mapping, RowReading reading)
{
    private const char LostLetter = '\ufffd';

    private static readonly HashSet<ImportField> _shown =
    [
        ImportField.Name, ImportField.ArabicName, ImportField.ContactName, ImportField.ContactRole, ImportField.Address, ImportField.City, ImportField.Province, ImportField.Products, ImportField.Markets,
        ImportField.Website, ImportField.Court, ImportField.ConsentSource,
    ];

    public bool Has(ImportField field) => mapping.Has(field);

    public string Heading(ImportField field) => mapping.HeadingOf(field);

    /// <summary>The cell of the first column that says this and is filled; empty where there is none.</summary>
    public string Raw(ImportField field) => All(field).FirstOrDefault(c => !string.IsNullOrWhiteSpace(c), "");

    public IEnumerable<string> All(ImportField field) => mapping.Of(field).Select(row.At);

    /// <summary>A text on one line, cut where it is too long; null where nothing is said.</summary>
    public string? Text(ImportField field, int longest)
    {
        var text = CellText.Clean(Raw(field));
        if (ShortAnswers.SayNothing(text) && field is not (ImportField.WomenLed or ImportField.Consent))
        {
            return null;
        }

        if (text.Length > longest)
        {
            reading.Find(Verdict.Warn, "Imports.TooLong", Heading(field), $"{longest}");
            text = Line.Cut(text, longest).TrimEnd();
        }

        return text;
    }

    /// <summary>Says which cells hold what a spreadsheet would run, what cannot be shown, and what an encoding lost.</summary>
    public void Inspect()
    {
        for (var i = 0; i < Math.Min(row.Cells.Count, mapping.Width); i++)
        {
            var (cell, field) = (row.Cells[i], mapping.Fields[i]);
            if (CellText.HasControls(cell))
            {
                reading.Find(Verdict.New, "Imports.ControlCharacters", Address(i, row.Number));
            }

            if (_shown.Contains(field) && CellText.IsFormula(cell))
            {
                reading.Find(Verdict.New, "Imports.FormulaText", Address(i, row.Number), cell.Length > 60 ? cell[..60] : CellText.Clean(cell));
            }

            if (field != ImportField.Ignored && cell.Contains(LostLetter))
            {
                reading.Find(Verdict.Warn, "Imports.LostLetters", Address(i, row.Number));
            }
        }
    }

    /// <summary>As a spreadsheet calls it: <c>C12</c>.</summary>
    public static string Address(int column, int row)
    {
        var letters = "";
        for (var left = column + 1; left > 0; left = (left - 1) / 26)
        {
            letters = (char)('A' + ((left - 1) % 26)) + letters;
        }

        return $"{letters}{row}";
    }
}
