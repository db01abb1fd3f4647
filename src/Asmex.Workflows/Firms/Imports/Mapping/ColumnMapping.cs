using Asmex.Workflows.Firms.Imports.Reading;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Firms.Imports.Mapping;

/// <summary>Which column says what; proposed from the headings and the contents, settled by a person.</summary>
/// <param name="HeaderRow">The row with the headings; 0 when the file has none.</param>
/// <param name="Headings">As the file has them; empty texts where it has none.</param>
/// <param name="Fields">One for each heading.</param>
public sealed record ColumnMapping(int HeaderRow, IReadOnlyList<string> Headings, IReadOnlyList<ImportField> Fields)
{
    private const int RowsToLookAt = 100;

    /// <summary>The same headings make the same key: so a mapping is remembered for the next file of a sender.</summary>
    public string Key => string.Join('|', Headings.Select(SearchText.Of));

    public int Width => Fields.Count;

    /// <summary>The columns that say this, in the order of the file.</summary>
    public IEnumerable<int> Of(ImportField field) => Enumerable.Range(0, Fields.Count).Where(i => Fields[i] == field);

    public bool Has(ImportField field) => Fields.Contains(field);

    /// <summary>The heading of the first column that says this.</summary>
    public string HeadingOf(ImportField field) => Of(field).Select(i => Headings[i]).FirstOrDefault(h => h.Length > 0, field.ToString());

    /// <exception cref="RuleBrokenException">No firm could be told from another: there is no column with names.</exception>
    public ColumnMapping MustDo(string file) => Has(ImportField.Name) || Has(ImportField.ArabicName) ? this : throw new RuleBrokenException("Imports.NoNames", file, HeaderRow);

    public static ColumnMapping Propose(ISheet sheet)
    {
        var header = Header.Find(sheet.Rows());
        var sample = sheet.Rows().Where(r => r.Number > (header?.Number ?? 0) && !r.IsBlank).Take(RowsToLookAt).ToList();
        // Names missing at the end of the header: the columns are there all the same. Remains of a few broken lines are none.
        var width = header?.Cells.Count ?? sample.Select(r => r.Cells.Count).GroupBy(c => c).OrderByDescending(g => g.Count()).Select(g => g.Key).FirstOrDefault();
        var usual = sample.Count == 0 ? width : sample.Select(r => r.Cells.Count).Order().ElementAt(sample.Count / 2);
        width = Math.Max(width, usual);

        var headings = Enumerable.Range(0, width).Select(i => (header?.At(i) ?? "").ReplaceLineEndings(" ").Trim()).ToList();
        return new ColumnMapping(header?.Number ?? 0, headings, FieldsOf(headings, sample));
    }

    private static ImportField[] FieldsOf(List<string> headings, List<SheetRow> sample)
    {
        var fields = new ImportField[headings.Count];
        var guesses = headings.Select((h, i) => (Column: i, Guess: ColumnNames.Recognise(h))).Where(g => g.Guess is not null)
            .OrderByDescending(g => g.Guess!.Value.Surety).ThenBy(g => g.Column).ToList();
        foreach (var (column, guess) in guesses)
        {
            fields[column] = Free(guess!.Value.Field, fields);
        }

        Dates(headings, fields);
        ByContent(headings, fields, sample);
        return fields;
    }

    // A second column of names is that of the person, of the same kind only where several make sense.
    private static ImportField Free(ImportField field, ImportField[] taken) =>
        field is ImportField.Phone or ImportField.OtherPhones or ImportField.Email || !taken.Contains(field) ? field
        : field is ImportField.Name && !taken.Contains(ImportField.ContactName) ? ImportField.ContactName
        : ImportField.Ignored;

    // "Date" alone belongs to the column before it.
    private static void Dates(List<string> headings, ImportField[] fields)
    {
        for (var i = 1; i < fields.Length; i++)
        {
            if (fields[i] == ImportField.Ignored && SearchText.Of(headings[i]) is "date" or "le" or "depuis" or "since" or "التاريخ" or "تاريخ")
            {
                var meant = fields[i - 1] switch
                {
                    ImportField.Consent => ImportField.ConsentOn,
                    ImportField.ExportStatus => ImportField.ExportStatusOn,
                    _ => ImportField.Ignored,
                };
                fields[i] = fields.Contains(meant) ? ImportField.Ignored : meant;
            }
        }
    }

    private static void ByContent(List<string> headings, ImportField[] fields, List<SheetRow> sample)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            if (fields[i] == ImportField.Ignored && (headings[i].Length == 0 || !fields.Contains(ImportField.Name)))
            {
                var values = sample.Select(r => r.At(i).Trim()).Where(v => v.Length > 0).ToList();
                fields[i] = Free(ColumnContents.Guess(values), fields);
            }
        }

        if (!fields.Contains(ImportField.Name))
        {
            var names = Enumerable.Range(0, fields.Length).Where(i => fields[i] == ImportField.Ignored).FirstOrDefault(i => ColumnContents.LookLikeNames([.. sample.Select(r => r.At(i).Trim())]), -1);
            if (names >= 0 && !fields.Contains(ImportField.ArabicName))
            {
                fields[names] = ImportField.Name;
            }
        }
    }
}
