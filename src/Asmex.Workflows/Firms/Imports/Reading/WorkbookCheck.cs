using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Firms.Imports.Reading;

/// <summary>Looks through a workbook before anything of it is believed: what it unpacks to, how wide it is, which cells are formulas.</summary>
internal static partial class WorkbookCheck
{
    private const int MostParts = 2_000;
    private const int MostFormulasKept = 10_000;

    /// <returns>The cells with formulas of each sheet, sheets counted from 1.</returns>
    /// <exception cref="RuleBrokenException">It is no workbook, or one that would fill the machine.</exception>
    public static IReadOnlyDictionary<int, IReadOnlySet<string>> Check(string path, string name, SheetLimits limits)
    {
        try
        {
            using var archive = ZipFile.OpenRead(path);
            if (archive.GetEntry("xl/workbook.xml") is null || archive.Entries.Count > MostParts)
            {
                throw new RuleBrokenException("Imports.NotWhatItSays", name);
            }

            var left = limits.LargestUnpacked;
            var formulas = new Dictionary<int, IReadOnlySet<string>>();
            foreach (var part in archive.Entries)
            {
                using var content = new CountedStream(part.Open(), left, () => new RuleBrokenException("Imports.Bomb", name, (int)(limits.LargestUnpacked >> 20)));
                if (SheetPart().Match(part.FullName) is { Success: true } sheet)
                {
                    formulas[int.Parse(sheet.Groups[1].Value, CultureInfo.InvariantCulture)] = FormulasOf(content, limits);
                }

                content.CopyTo(Stream.Null);
                left -= content.Taken;
            }

            return formulas;
        }
        catch (Exception trouble) when (trouble is InvalidDataException or XmlException or NotSupportedException)
        {
            throw new RuleBrokenException("Imports.NotWhatItSays", name);
        }
    }

    private static HashSet<string> FormulasOf(Stream content, SheetLimits limits)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        using var reader = XmlReader.Create(content, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, IgnoreWhitespace = true, CloseInput = false });
        var (cell, rows) = ("", 0);
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (reader.LocalName == "row" && ++rows > limits.MostRows)
            {
                throw new RuleBrokenException("Imports.TooManyRows", limits.MostRows);
            }

            if (reader.LocalName == "c")
            {
                cell = reader.GetAttribute("r") ?? "";
                MustBeNarrow(cell, limits);
            }
            else if (reader.LocalName == "f" && found.Count < MostFormulasKept)
            {
                found.Add(cell);
            }
        }

        return found;
    }

    private static void MustBeNarrow(string cell, SheetLimits limits)
    {
        var (column, i) = (0, 0);
        for (; i < cell.Length && char.IsAsciiLetterUpper(cell[i]); i++)
        {
            column = (column * 26) + cell[i] - 'A' + 1;
        }

        if (column > limits.MostColumns)
        {
            throw new RuleBrokenException("Imports.TooManyColumns", int.TryParse(cell.AsSpan(i), CultureInfo.InvariantCulture, out var row) ? row : 1, column, limits.MostColumns);
        }
    }

    [GeneratedRegex(@"^xl/worksheets/sheet(\d+)\.xml$", RegexOptions.IgnoreCase)]
    private static partial Regex SheetPart();
}
