using System.Text;
using Asmex.Workflows.Firms.Imports.Mapping;
using Asmex.Workflows.Texts;
using CsvHelper;

namespace Asmex.Workflows.Firms.Imports.Reading;

/// <summary>A table in a text file, whatever stands between its cells.</summary>
internal sealed class TextSheet : ISheet
{
    private const int RowsToTry = 60;
    private const int MostLinesInACell = 30;
    private const int MostBytesInARow = 1 << 20;
    private const string SeparatorLine = "sep=";
    private static readonly char[] _separators = [';', ',', '\t', '|'];

    private readonly string _path;
    private readonly Encoding _encoding;
    private readonly char _separator;
    private readonly bool _breaksInCells;
    private readonly SheetLimits _limits;

    private TextSheet(string path, (Encoding Encoding, string Name) encoding, char? separator, SheetLimits limits)
    {
        (_path, _encoding, _limits) = (path, encoding.Encoding, limits);
        _separator = separator ?? Guess();
        _breaksInCells = ClosesItsQuotes();
        Facts = new SheetFacts(encoding.Name, _separator, new HashSet<string>());
    }

    public SheetFacts Facts { get; }

    public static TextSheet Open(string path, string name, SheetLimits limits)
    {
        var encoding = TextEncoding.Of(path) ?? throw new RuleBrokenException("Imports.NotWhatItSays", name);
        using var reader = new StreamReader(path, encoding.Encoding);
        var first = FirstLine(reader);
        if (first.TrimStart().StartsWith('<'))
        {
            throw new RuleBrokenException("Imports.NotWhatItSays", name);
        }

        return new TextSheet(path, encoding, first.StartsWith(SeparatorLine, StringComparison.OrdinalIgnoreCase) && first.Trim().Length == 5 ? first[4] : null, limits);
    }

    public IEnumerable<SheetRow> Rows() => Rows(_separator, _breaksInCells);

    private static string FirstLine(StreamReader reader)
    {
        var start = new char[200];
        var read = reader.ReadBlock(start, 0, start.Length);
        return new string(start, 0, read).Split('\n')[0].TrimEnd('\r');
    }

    private IEnumerable<SheetRow> Rows(char separator, bool breaksInCells)
    {
        using var text = new StreamReader(_path, _encoding);
        using var reader = CsvReader.Create(text, new CsvReaderOptions
        {
            Separator = separator,
            HasHeader = false,
            SkipEmptyLines = false,
            AllowLineBreaksInQuotes = breaksInCells,
            MaxRecordSize = MostBytesInARow,
        });
        for (var number = 1; Read(reader, number); number++)
        {
            if (number > _limits.MostRows)
            {
                throw new RuleBrokenException("Imports.TooManyRows", _limits.MostRows);
            }

            // Deep in a file a row that is too wide is only a broken row.
            if (reader.FieldCount > _limits.MostColumns && number <= Header.RowsToSearch)
            {
                throw new RuleBrokenException("Imports.TooManyColumns", number, reader.FieldCount, _limits.MostColumns);
            }

            var row = new SheetRow(number, [.. Enumerable.Range(0, Math.Min(reader.FieldCount, _limits.MostColumns + 1)).Select(reader.GetString)]);
            if (breaksInCells && IsSwallowed(row))
            {
                throw new RuleBrokenException("Imports.OpenQuote", number);
            }

            yield return row;
        }
    }

    private static bool Read(CsvReader reader, int number)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException)
        {
            throw new RuleBrokenException("Imports.OpenQuote", number);
        }
    }

    private bool IsSwallowed(SheetRow row) => row.Cells.Any(c => c.Length > _limits.LongestCell || c.AsSpan().Count('\n') > MostLinesInACell);

    // A quote that is never closed would swallow the rest of the file: then each line is a row, and only the broken ones are lost.
    private bool ClosesItsQuotes()
    {
        try
        {
            foreach (var _ in Rows(_separator, breaksInCells: true))
            {
            }

            return true;
        }
        catch (RuleBrokenException trouble) when (trouble.Key == "Imports.OpenQuote")
        {
            return false;
        }
    }

    // The separator under which a header is understood; without one, that which parts most rows alike.
    private char Guess() => _separators.Select(s => (Separator: s, Score: Score(s))).MaxBy(s => s.Score).Separator;

    private double Score(char separator)
    {
        var rows = new List<SheetRow>();
        try
        {
            rows.AddRange(Rows(separator, breaksInCells: false).Take(RowsToTry).Where(r => !r.IsBlank));
        }
        catch (RuleBrokenException refusal)
        {
            return refusal.Key == "Imports.TooManyColumns" ? 1 : -1;
        }

        var wide = rows.Where(r => r.Cells.Count > 1).GroupBy(r => r.Cells.Count).OrderByDescending(g => g.Count()).FirstOrDefault();
        if (wide is null)
        {
            return 0;
        }

        var known = rows.Take(Header.RowsToSearch).Max(r => r.Cells.Count(c => ColumnNames.Recognise(c) is not null));
        return (known * 100) + (10d * wide.Count() / rows.Count) + Math.Min(wide.Key, 9);
    }
}
