using System.Globalization;
using System.Text.RegularExpressions;
using Asmex.Workflows.Firms.Imports.Mapping;
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
        var number = 0;
        foreach (IDictionary<string, object?> row in file.Query(useHeaderRow: false, sheetName: Facts.Encoding, excelType: ExcelType.XLSX,
            configuration: new OpenXmlConfiguration { FillMergedCells = false, IgnoreEmptyRows = false }))
        {
            number++;
            if (number > _limits.MostRows)
            {
                throw new RuleBrokenException("Imports.TooManyRows", _limits.MostRows);
            }

            yield return new SheetRow(number, Cells(row.Values));
        }
    }

    private int Known() => Rows().Take(Header.RowsToSearch).Select(r => r.Cells.Count(c => ColumnNames.Recognise(c) is not null)).DefaultIfEmpty().Max();

    // A workbook has all its columns in every row: those that are empty at the end are none.
    private List<string> Cells(ICollection<object?> values)
    {
        var cells = values.Select(Text).ToList();
        var last = cells.FindLastIndex(c => c.Length > 0);
        return cells[..(last + 1)];
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
        return text.Length <= _limits.LongestCell ? text : text[.._limits.LongestCell];
    }

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escaped();
}
