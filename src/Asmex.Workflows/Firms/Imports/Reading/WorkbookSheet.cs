using System.Globalization;
using System.Text.RegularExpressions;
using Asmex.Workflows.Firms.Imports.Mapping;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Texts;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace Asmex.Workflows.Firms.Imports.Reading;

/// <summary>The sheet of a workbook that holds the table.</summary>
internal sealed partial class WorkbookSheet : ISheet
{
    private readonly string _path;
    private readonly string _name;
    private readonly SheetLimits _limits;

    private WorkbookSheet(string path, string name, SheetLimits limits, SheetFacts facts) => (_path, _name, _limits, Facts) = (path, name, limits, facts);

    public SheetFacts Facts { get; }

    public static WorkbookSheet Open(string path, string name, SheetLimits limits)
    {
        var formulas = WorkbookCheck.Check(path, name, limits);
        List<string> sheets;
        try
        {
            using var file = File.OpenRead(path);
            sheets = file.GetSheetNames();
        }
        catch (Exception trouble) when (trouble is not RuleBrokenException)
        {
            throw new RuleBrokenException("Imports.NotWhatItSays", name);
        }

        var all = sheets.Select((sheet, i) => new WorkbookSheet(path, name, limits, new SheetFacts(sheet, null, formulas.GetValueOrDefault(i + 1, new HashSet<string>())))).ToList();
        return all.Count == 0 ? throw new RuleBrokenException("Imports.NotWhatItSays", name) : all.Count == 1 ? all[0] : all.MaxBy(s => s.Known())!;
    }

    public IEnumerable<SheetRow> Rows()
    {
        using var file = File.OpenRead(_path);
        using var rows = file.Query(useHeaderRow: false, sheetName: Facts.Encoding, excelType: ExcelType.XLSX,
            configuration: new OpenXmlConfiguration { FillMergedCells = false, IgnoreEmptyRows = false }).Cast<IDictionary<string, object?>>().GetEnumerator();
        for (var number = 1; MoveNext(rows); number++)
        {
            if (number > _limits.MostRows)
            {
                throw new RuleBrokenException("Imports.TooManyRows", _limits.MostRows);
            }

            yield return new SheetRow(number, Cells(rows.Current));
        }
    }

    private bool MoveNext(IEnumerator<IDictionary<string, object?>> rows)
    {
        try
        {
            return rows.MoveNext();
        }
        catch (Exception trouble) when (trouble is not IOException)
        {
            throw new RuleBrokenException("Imports.NotWhatItSays", _name);
        }
    }

    // A sheet with nothing but a chart has no rows to read.
    private int Known()
    {
        try
        {
            return Rows().Take(Header.RowsToSearch).Select(r => r.Cells.Count(c => ColumnNames.Recognise(c) is not null)).DefaultIfEmpty().Max();
        }
        catch (RuleBrokenException)
        {
            return -1;
        }
    }

    // What a sheet says of its own width may be wrong, and then the cells beyond it come without the empty ones between them: each tells its column.
    private List<string> Cells(IDictionary<string, object?> row)
    {
        var cells = new List<string>(row.Count);
        foreach (var (letters, value) in row)
        {
            if (Text(value) is { Length: > 0 } text)
            {
                var column = letters.Aggregate(0, (sum, letter) => (sum * 26) + letter - 'A' + 1);
                cells.AddRange(Enumerable.Repeat("", Math.Max(0, column - cells.Count)));
                cells[column - 1] = text;
            }
        }

        return cells;
    }

    private string Text(object? value)
    {
        var text = value switch
        {
            null => "",
            double number when Math.Abs(number) < 1e15 && Math.Truncate(number) == number => number.ToString("0", CultureInfo.InvariantCulture),
            DateTime day => day.ToString(day.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
        text = Escaped().Replace(text, m => ((char)int.Parse(m.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());
        return Line.Cut(text, _limits.LongestCell);
    }

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escaped();
}
