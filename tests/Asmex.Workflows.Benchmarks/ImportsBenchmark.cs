using System.Diagnostics;
using System.Globalization;
using System.Text;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Imports;
using Asmex.Workflows.Firms.Imports.Committing;
using Asmex.Workflows.Firms.Imports.Judging;
using Asmex.Workflows.Firms.Imports.Mapping;
using Asmex.Workflows.Firms.Imports.Reading;
using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Asmex.Workflows.Benchmarks;

/// <summary>A file of 100,000 firms: judged, kept for a person to look at, committed; and as the floor PostgreSQL's COPY of the same firms.</summary>
internal sealed class ImportsBenchmark : IBenchmark
{
    private const int Rows = 100_000;

    private static readonly string[] _first = ["Argan", "Atlas", "Safran", "Zellige", "Rif", "Souss", "Oasis", "Cèdre", "Amande", "Figue"];
    private static readonly string[] _second = ["Export", "Textile", "Agro", "Conserves", "Cuirs", "Négoce", "Artisanat", "Emballages", "Minéraux", "Design"];
    private static readonly (string Region, string City)[] _places = [("Souss-Massa", "Agadir"), ("Fès-Meknès", "Fès"), ("L'ORIENTAL", "Oujda"), ("مراكش - آسفي", "Safi"), ("Région Casablanca-Settat", "Settat")];

    private static Actor Officer { get; } = new(Guid.CreateVersion7(), "Officer", "fr", [new Holding(Roles.Officer, null)]);

    public string Name => "imports";
    public string Summary => $"a file of {Rows:N0} firms on both databases, with --postgres on that alone: dry run, check, commit, peak memory (aim: 300 MB), beside COPY";

    public async Task RunAsync(BenchmarkSetting setting)
    {
        var file = Write();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {Rows:N0} rows, {new FileInfo(file).Length / 1e6:0.0} MB"));
        foreach (var kind in setting.IsPostgres ? [DatabaseKind.Postgres] : Enum.GetValues<DatabaseKind>())
        {
            await using var database = await TestDatabase.CreateAsync(kind, durable: true);
            await MeasureAsync($"{kind}: dry run, nothing kept", () => DryRunAsync(database, file));
            var import = await MeasureAsync($"{kind}: file taken", () => TakeAsync(database, file));
            await database.RunAsync<MapImport>(verb => verb.RunAsync(import.Id, import.Mapping.Fields, Officer, default));
            await MeasureAsync($"{kind}: every row judged and kept", () => WorkAsync(database));
            await database.RunAsync<CommitImport>(verb => verb.RunAsync(import.Id, Officer, default));
            await MeasureAsync($"{kind}: commit", () => WorkAsync(database));
            await CountAsync(database);
            if (kind == DatabaseKind.Postgres)
            {
                await CopyAsync(database);
            }
        }
    }

    private static string Write()
    {
        var path = Path.Combine(TestFolder.New("imports"), "firmes.csv");
        using var text = new StreamWriter(path, append: false, new UTF8Encoding(true));
        text.Write("N° ICE;Raison sociale;Région;Ville;Secteur d'activité;Effectif;Personne à contacter;E-mail;Téléphone;Statut export;Accord e-mailing;Date accord\r\n");
        for (var i = 1; i <= Rows; i++)
        {
            var (place, name) = (_places[i % _places.Length], $"{_first[i % 10]} {_second[i / 10 % 10]} {i} SARL");
            var ice = i % 50 == 0 ? "" : Ice.Of(100_000_000 + (i % 40 == 0 ? i - 1 : i)).Digits;
            text.Write(string.Create(CultureInfo.InvariantCulture, $"{ice};{name};{place.Region};{place.City};Textile et cuir;{i % 300};Salma Alaoui;contact@firme{i}.example;06{i:00000000};potentiel;oui;15/03/2024\r\n"));
        }

        return path;
    }

    private static async Task<int> DryRunAsync(TestDatabase database, string file)
    {
        await using var scope = database.Scope();
        var sheet = SheetFiles.Open(file, "firmes.csv", new SheetLimits());
        var rows = 0;
        await foreach (var _ in new DryRun(scope.Db, database.Clock).JudgeAsync(sheet.Rows(), ColumnMapping.Propose(sheet), sheet.Facts, "firmes.csv"))
        {
            rows++;
        }

        return rows;
    }

    private static async Task<FirmImport> TakeAsync(TestDatabase database, string file)
    {
        await using var content = File.OpenRead(file);
        return await database.RunAsync<TakeImport, FirmImport>(verb => verb.RunAsync("firmes.csv", content, "Chambre", Officer, default));
    }

    private static async Task<int> WorkAsync(TestDatabase database) => await database.RunAsync<WorkOnImports, int>(verb => verb.RunAsync(default));

    private static async Task CountAsync(TestDatabase database)
    {
        await using var scope = database.Scope();
        var import = await scope.Db.Set<FirmImport>().SingleAsync();
        Console.WriteLine($"    {import.State}: new {import.New}, warn {import.Warn}, update {import.Update}, duplicate {import.Duplicate}, reject {import.Reject}; firms {await scope.Db.Set<Firm>().CountAsync()}");
    }

    // The firms and contacts as they stand, out of one table and into an equal one: only the way in is measured.
    private static async Task CopyAsync(TestDatabase database)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        foreach (var table in new[] { "firms", "contacts", "export_changes" })
        {
            await using (var make = new NpgsqlCommand($"CREATE TABLE copied_{table} (LIKE {table} INCLUDING ALL)", connection))
            {
                await make.ExecuteNonQueryAsync();
            }

            string rows;
            using (var reader = await connection.BeginTextExportAsync($"COPY {table} TO STDOUT"))
            {
                rows = await reader.ReadToEndAsync();
            }

            await MeasureAsync($"COPY of {table} with their indexes", async () =>
            {
                await using var writer = await connection.BeginTextImportAsync($"COPY copied_{table} FROM STDIN");
                await writer.WriteAsync(rows);
                return 0;
            });
        }
    }

    private static async Task<T> MeasureAsync<T>(string what, Func<Task<T>> act)
    {
        // What the work before it left is no part of this one.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        if (OperatingSystem.IsLinux())
        {
            await File.WriteAllTextAsync("/proc/self/clear_refs", "5");
        }

        var started = Stopwatch.GetTimestamp();
        var result = await act();
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-46} {seconds,7:0.0} s   {Rows / seconds,9:N0} rows/s   peak {Peak()}"));
        return result;
    }

    private static string Peak() => File.Exists("/proc/self/status")
        ? File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM", StringComparison.Ordinal))["VmHWM:".Length..].Trim() is var kb && long.Parse(kb.Split(' ')[0], CultureInfo.InvariantCulture) is var value ? $"{value / 1024} MB" : ""
        : "unknown";
}
