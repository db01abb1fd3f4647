using System.IO.Compression;
using System.Text;
using Asmex.Workflows.Firms.Imports.Mapping;
using Asmex.Workflows.Firms.Imports.Reading;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Tests.Firms.Imports;

public sealed class RefusalTests
{
    [Theory]
    [InlineData("liste.csv", "PK\u0003\u0004rest", "Imports.NotWhatItSays")]
    [InlineData("liste.xlsx", "Raison sociale;Région", "Imports.NotWhatItSays")]
    [InlineData("liste.csv", "%PDF-1.7", "Imports.NotATable")]
    [InlineData("liste.csv", "<html><table>", "Imports.NotWhatItSays")]
    [InlineData("liste.doc", "Raison sociale;Région", "Imports.KindNotTaken")]
    [InlineData("liste.csv", "", "Imports.Empty")]
    public void A_file_that_is_not_what_its_name_says_is_refused(string name, string content, string reason) =>
        Assert.Equal(reason, Refusal(Judged.Write(content, Encoding.Latin1, name)));

    [Fact]
    public void A_binary_file_is_no_text()
    {
        var path = Path.Combine(TestFolder.New("imports"), "liste.csv");
        var bytes = new byte[4_000];
        new Random(7).NextBytes(bytes);
        Array.Fill(bytes, (byte)0, 100, 700);
        File.WriteAllBytes(path, bytes);

        Assert.Equal("Imports.NotWhatItSays", Refusal(path));
    }

    [Fact]
    public void A_file_beyond_the_limit_is_refused() =>
        Assert.Equal("Imports.TooLarge", Refusal(Judged.Write(new string('x', 3_000)), new SheetLimits { LargestBytes = 2_000 }));

    [Fact]
    public void Ten_thousand_columns_are_refused_with_their_row()
    {
        var refusal = Assert.Throws<RuleBrokenException>(() => Read(Judged.Write(string.Join(';', Enumerable.Range(1, 10_000)) + "\r\n")));

        Assert.Equal("Imports.TooManyColumns", refusal.Key);
        Assert.Equal([1, 10_000, 200], refusal.Values);
    }

    [Fact]
    public async Task A_row_that_is_too_wide_deep_in_a_file_is_only_a_broken_row()
    {
        var rows = Enumerable.Range(1, 30).Select(i => $";Firme numéro {(char)('A' + i)};;Souss-Massa;Agadir;;;;;;;;").ToList();
        rows.Add(string.Join(';', Enumerable.Repeat("x", 10_000)));

        var judged = await Judged.RowsAsync([.. rows]);

        Assert.Equal(31, judged.Count);
        Assert.Contains("Imports.MoreCells", judged.ReasonsOf(32));
    }

    [Fact]
    public void A_workbook_that_unpacks_without_end_is_refused()
    {
        var path = Workbook(sheet =>
        {
            sheet.Write("<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>");
            for (var i = 0; i < 200; i++)
            {
                sheet.Write(new string('0', 100_000));
            }

            sheet.Write("</t></is></c></row></sheetData></worksheet>");
        });

        Assert.True(new FileInfo(path).Length < 200_000);
        Assert.Equal("Imports.Bomb", Refusal(path, new SheetLimits { LargestUnpacked = 10 << 20 }));
    }

    [Theory]
    [InlineData("<worksheet><sheetData><row r=\"1\"><c r=\"NTP1\"/></row></sheetData></worksheet>", "Imports.TooManyColumns")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet>&a;</worksheet>", "Imports.NotWhatItSays")]
    [InlineData("<worksheet><sheetData>", "Imports.NotWhatItSays")]
    public void A_workbook_that_is_broken_or_too_wide_is_refused(string sheet, string reason) =>
        Assert.Equal(reason, Refusal(Workbook(writer => writer.Write(sheet))));

    [Fact]
    public void A_file_without_names_is_refused_with_the_row_of_its_header()
    {
        var refusal = Assert.Throws<RuleBrokenException>(() => Read(Judged.Write("\r\nICE;Région;Ville\r\n910700007000060;Souss-Massa;Agadir\r\n")));

        Assert.Equal("Imports.NoNames", refusal.Key);
        Assert.Equal(2, refusal.Values[1]);
    }

    [Fact]
    public async Task Of_half_a_header_the_contents_tell_the_rest()
    {
        var rows = await Judged.TextAsync("Raison sociale;Région;;;\r\nArgan Export;Souss-Massa;910700007000060;info@argan.example;0661234567\r\nZellige Export;Fès-Meknès;910700009000006;info@zellige.example;0522123456\r\n");

        Assert.Equal("910700007000060", rows[0].Reading.Draft!.Ice);
        Assert.Equal("info@zellige.example", rows[1].Reading.Email);
    }

    private static string? Refusal(string path, SheetLimits? limits = null) => Assert.Throws<RuleBrokenException>(() => Read(path, limits)).Key;

    private static void Read(string path, SheetLimits? limits = null)
    {
        var sheet = SheetFiles.Open(path, Path.GetFileName(path), limits ?? new SheetLimits());
        ColumnMapping.Propose(sheet).MustDo(Path.GetFileName(path));
    }

    private static string Workbook(Action<StreamWriter> sheet)
    {
        var path = Path.Combine(TestFolder.New("imports"), "liste.xlsx");
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, write) in new (string, Action<StreamWriter>)[] { ("xl/workbook.xml", w => w.Write("<workbook/>")), ("xl/worksheets/sheet1.xml", sheet) })
        {
            using var writer = new StreamWriter(archive.CreateEntry(name, CompressionLevel.Optimal).Open());
            write(writer);
        }

        return path;
    }
}
