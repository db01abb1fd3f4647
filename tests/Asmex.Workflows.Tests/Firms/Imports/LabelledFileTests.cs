using System.Text.Json;
using Asmex.Workflows.Firms.Imports;
using Asmex.Workflows.Firms.Imports.Judging;
using Xunit.Abstractions;

namespace Asmex.Workflows.Tests.Firms.Imports;

/// <summary>The files that a chamber and a ministry might send, with the verdict that each row should get.</summary>
public sealed class LabelledFileTests(ITestOutputHelper output)
{
    // These rows are labelled "no name", and the file gives each of them one: nothing in them differs from rows labelled new.
    private const string NamedAllTheSame = "no name";

    [Fact]
    public async Task Every_row_of_the_chamber_gets_its_verdict()
    {
        var rows = await Judged.FileAsync(Judged.PathOf("chambre-utf8-bom.csv"));

        var labels = Labels();
        Assert.Equal(6_000, rows.Count);
        var others = rows.Where(r => r.Verdict.ToString() != LabelOf(labels, r.Reading.Row.Number).Expect).ToList();
        Assert.Equal(60, others.Count);
        Assert.All(others, r => Assert.Equal(("Reject", NamedAllTheSame), LabelOf(labels, r.Reading.Row.Number)));
        Assert.All(others, r => Assert.False(string.IsNullOrWhiteSpace(r.Reading.Row.At(1))));
        Assert.All(others, r => Assert.Equal(Verdict.New, r.Verdict));
    }

    [Theory]
    [InlineData("export-utf16.tsv", 2)]
    [InlineData("ministere-windows1252.csv", 0)]
    public async Task The_same_rows_in_other_encodings_get_the_same_verdicts(string file, int rowsAbove)
    {
        var chamber = (await Judged.FileAsync(Judged.PathOf("chambre-utf8-bom.csv"))).ToDictionary(r => r.Reading.Row.Number, r => r.Verdict);

        var rows = await Judged.FileAsync(Judged.PathOf(file));

        Assert.Equal(1_500, rows.Count);
        Assert.All(rows, r => Assert.Equal(chamber[r.Reading.Row.Number - rowsAbove], r.Verdict));
    }

    [Fact]
    public async Task Duplicates_are_found_and_nothing_else_is_taken_for_one()
    {
        var rows = await Judged.FileAsync(Judged.PathOf("chambre-utf8-bom.csv"));
        var labels = Labels();
        var found = rows.Where(r => r.Verdict is Verdict.Duplicate).Select(r => r.Reading.Row.Number).ToHashSet();
        var meant = labels.Where(l => l.Value.Expect == "Duplicate").Select(l => l.Key).ToHashSet();

        var (precision, recall) = ((double)found.Intersect(meant).Count() / found.Count, (double)found.Intersect(meant).Count() / meant.Count);
        output.WriteLine($"precision {precision:0.000}, recall {recall:0.000} on {meant.Count} labelled duplicates");

        Assert.True(precision >= 0.98);
        Assert.True(recall >= 0.90);
    }

    private static (string Expect, string Why) LabelOf(Dictionary<int, (string Expect, string Why)> labels, int row) => labels.GetValueOrDefault(row, ("New", ""));

    private static Dictionary<int, (string Expect, string Why)> Labels()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Judged.PathOf("expected.json")));
        return json.RootElement.GetProperty("rows").EnumerateArray().ToDictionary(
            r => r.GetProperty("row").GetInt32(), r => (char.ToUpperInvariant(r.GetProperty("expect").GetString()![0]) + r.GetProperty("expect").GetString()![1..], r.GetProperty("why").GetString()!));
    }
}
