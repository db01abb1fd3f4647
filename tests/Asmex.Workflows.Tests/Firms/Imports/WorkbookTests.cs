using System.IO.Compression;
using Asmex.Workflows.Firms.Imports;
using Asmex.Workflows.Tests.Fixtures;

namespace Asmex.Workflows.Tests.Firms.Imports;

/// <summary>Workbooks as other programs than Excel write them.</summary>
public sealed class WorkbookTests
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private static readonly string _table = $"""
        <worksheet xmlns="{Main}"><dimension ref="A1"/><sheetData>
        <row r="1">{Cell("A1", "Raison sociale")}{Cell("B1", "Région")}{Cell("C1", "Ville")}{Cell("D1", "E-mail")}</row>
        <row r="2">{Cell("A2", "Argan Export")}{Cell("B2", "Souss-Massa")}{Cell("D2", "info@argan.example")}</row>
        </sheetData></worksheet>
        """;

    [Fact]
    public async Task A_cell_stands_in_its_column_whatever_width_the_sheet_says_it_has()
    {
        var row = Assert.Single(await Judged.FileAsync(Workbook(("Liste", "worksheets/sheet1.xml", _table))));

        Assert.Equal((Verdict.New, "info@argan.example", null), (row.Verdict, row.Reading.Email, row.Reading.Draft!.City));
    }

    [Fact]
    public async Task A_chart_on_a_sheet_of_its_own_is_passed_over()
    {
        var rows = await Judged.FileAsync(Workbook(("Graphique", "chartsheets/sheet1.xml", $"<chartsheet xmlns=\"{Main}\"/>"), ("Liste", "worksheets/sheet1.xml", _table)));

        Assert.Equal("Argan Export", Assert.Single(rows).Reading.Draft!.Name);
    }

    private static string Cell(string at, string text) => $"<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>";

    private static string Workbook(params (string Name, string Path, string Content)[] sheets)
    {
        var path = Path.Combine(TestFolder.New("imports"), "liste.xlsx");
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        Write(archive, "xl/workbook.xml",
            $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Links}\"><sheets>{string.Concat(sheets.Select((s, i) => $"<sheet name=\"{s.Name}\" sheetId=\"{i + 1}\" r:id=\"rId{i + 1}\"/>"))}</sheets></workbook>");
        Write(archive, "xl/_rels/workbook.xml.rels",
            $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{string.Concat(sheets.Select((s, i) => $"<Relationship Id=\"rId{i + 1}\" Type=\"{Links}/worksheet\" Target=\"{s.Path}\"/>"))}</Relationships>");
        foreach (var (_, part, content) in sheets)
        {
            Write(archive, $"xl/{part}", content);
        }

        return path;
    }

    private static void Write(ZipArchive archive, string part, string content)
    {
        using var writer = new StreamWriter(archive.CreateEntry(part).Open());
        writer.Write(content);
    }
}
