using System.Text;
using Asmex.Workflows.Firms.Imports;
using Asmex.Workflows.Firms.Imports.Judging;
using Asmex.Workflows.Firms.Imports.Mapping;
using Asmex.Workflows.Firms.Imports.Reading;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.Extensions.Time.Testing;

namespace Asmex.Workflows.Tests.Firms.Imports;

/// <summary>Files judged against an empty registry.</summary>
internal static class Judged
{
    public const string Header = "N° ICE;Raison sociale;الاسم;Région;Ville;Secteur d'activité;Effectif;Personne à contacter;E-mail;Téléphone;Statut export;Accord e-mailing;Date accord";

    public static string PathOf(string name) => Path.Combine(Repository.Root, "tests", "Asmex.Workflows.Tests", "Firms", "Imports", "Files", name);

    public static async Task<List<JudgedRow>> FileAsync(string path)
    {
        var sheet = SheetFiles.Open(path, Path.GetFileName(path), new SheetLimits());
        var mapping = ColumnMapping.Propose(sheet).MustDo(Path.GetFileName(path));
        var rows = new List<JudgedRow>();
        await foreach (var row in new DryRun(null!, new FakeTimeProvider(TestDatabase.Start), isEmpty: true).JudgeAsync(sheet.Rows(), mapping, sheet.Facts, Path.GetFileName(path)))
        {
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>The rows below the usual header, of a file in UTF-8.</summary>
    public static async Task<List<JudgedRow>> RowsAsync(params string[] rows) => await TextAsync(string.Join("\r\n", [Header, .. rows]));

    public static async Task<List<JudgedRow>> TextAsync(string text, Encoding? encoding = null, string name = "firmes.csv") => await FileAsync(Write(text, encoding, name));

    public static string Write(string text, Encoding? encoding = null, string name = "firmes.csv")
    {
        var path = Path.Combine(TestFolder.New("imports"), name);
        File.WriteAllText(path, text, encoding ?? new UTF8Encoding(false));
        return path;
    }

    public static Verdict VerdictOf(this IEnumerable<JudgedRow> rows, int number) => rows.Single(r => r.Reading.Row.Number == number).Verdict;

    public static IEnumerable<string> ReasonsOf(this IEnumerable<JudgedRow> rows, int number) => rows.Single(r => r.Reading.Row.Number == number).Reading.Findings.Select(f => f.Key);
}
