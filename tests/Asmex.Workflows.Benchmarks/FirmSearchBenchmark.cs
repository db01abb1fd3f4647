using System.Diagnostics;
using System.Globalization;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Search;
using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Firms;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Benchmarks;

/// <summary>What the list of firms does for each thing typed, among 100,000: the count and the first page, as somebody of the Centre sees them.</summary>
internal sealed class FirmSearchBenchmark : IBenchmark
{
    private const int Firms = 100_000;
    private const int Batch = 2_000;

    private static readonly string[] _brands =
    [
        "Atlas", "Zellige", "Souss", "Rif", "Oasis", "Cèdre", "Amandier", "Figuier", "Ziz", "Draa", "Tafilalet", "Bahia", "Andalous", "Majorelle", "Sahara", "Ourika", "Toubkal", "Chellah", "Volubilis", "Mogador",
        "Anfa", "Ghandouri", "Benjelloun", "Tazi", "Alaoui", "Idrissi", "Berrada", "Lahlou", "Cherkaoui", "Amrani",
    ];

    private static readonly string[] _trades =
    [
        "Export", "Textile", "Agro", "Conserves", "Cuirs", "Négoce", "Artisanat", "Emballages", "Minéraux", "Design", "Confection", "Huilerie", "Tapis", "Poterie", "Logistique", "Transit", "Câblage", "Plasturgie",
        "Marbre", "Semences", "Primeurs", "Agrumes", "Surgelés", "Cosmétiques", "Épices", "Mécanique", "Électronique", "Bois", "Verre", "Papeterie",
    ];

    private static readonly (string Region, string City, string Arabic)[] _places =
    [
        ("MA-09", "Agadir", "أكادير"), ("MA-03", "Fès", "فاس"), ("MA-02", "Oujda", "وجدة"), ("MA-07", "Marrakech", "مراكش"), ("MA-06", "Casablanca", "الدار البيضاء"), ("MA-01", "Tanger", "طنجة"), ("MA-04", "Rabat", "الرباط"),
    ];

    private static Actor Centre { get; } = new(Guid.CreateVersion7(), "Centre", "fr", [new Holding(Roles.Coordinator, null)]);

    public string Name => "firms-search";
    public string Summary => $"the list of firms for each entry of the table of searches, among {Firms:N0}, on both databases (aims: p95 50 ms on PostgreSQL, 100 ms on SQLite)";

    public async Task RunAsync(BenchmarkSetting setting)
    {
        foreach (var kind in Enum.GetValues<DatabaseKind>())
        {
            await using var database = await TestDatabase.CreateAsync(kind, durable: true);
            var started = Stopwatch.GetTimestamp();
            var ids = await FillAsync(database);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {kind}: {Firms:N0} firms written in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s"));
            var (times, slowest) = (new Figures($"{kind}: {SearchTable.Searches.Count} searches", "ms"), new List<(double Time, string Typed, int Found)>());
            for (var run = 0; run <= setting.Runs; run++)
            {
                foreach (var (typed, _) in SearchTable.Searches)
                {
                    var (time, found) = await SearchAsync(database, typed);
                    if (run > 0)
                    {
                        times.Add(time);
                        slowest.Add((time, typed, found));
                    }
                }
            }

            times.PrintSpread();
            foreach (var (time, typed, found) in slowest.OrderByDescending(s => s.Time).DistinctBy(s => s.Typed).Take(5))
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {time,6:0.0} ms  {typed} ({found})"));
            }

            await CheckAsync(database, ids);
            Memory.Print();
        }
    }

    private static async Task<(double Time, int Found)> SearchAsync(TestDatabase database, string typed)
    {
        await using var scope = database.Scope();
        var started = Stopwatch.GetTimestamp();
        var firms = await scope.Db.FirmsLikeAsync(new FirmFilter(typed), Centre, default);
        var found = await firms.Take(FirmSearch.MostCounted + 1).CountAsync();
        var shown = (await firms.OrderBy(f => f.Name).ThenBy(f => f.Id).Take(50).ToListAsync()).ConvertAll(f => f.Id);
        await scope.Db.Set<Contact>().Where(c => shown.Contains(c.FirmId)).LoadAsync();
        return (Stopwatch.GetElapsedTime(started).TotalMilliseconds, found);
    }

    private static async Task CheckAsync(TestDatabase database, Dictionary<string, Guid> ids)
    {
        await using var scope = database.Scope();
        var missed = new List<string>();
        foreach (var (typed, key) in SearchTable.Searches.Where(t => t.Found is not null))
        {
            var id = ids[key!];
            if (!await (await scope.Db.FirmsLikeAsync(new FirmFilter(typed), Centre, default)).AnyAsync(f => f.Id == id))
            {
                missed.Add(typed);
            }
        }

        Console.WriteLine($"    among them all, {SearchTable.Searches.Count(t => t.Found is not null) - missed.Count} find their firm; not: {string.Join(", ", missed)}");
    }

    private static async Task<Dictionary<string, Guid>> FillAsync(TestDatabase database)
    {
        var ids = new Dictionary<string, Guid>();
        var random = new Random(6);
        for (var first = 0; first < Firms; first += Batch)
        {
            await using var scope = database.Scope();
            var firms = Enumerable.Range(first, Batch).Select(i => One(i, random)).ToList();
            if (first == 0)
            {
                foreach (var (key, draft) in SearchTable.Firms)
                {
                    var firm = new Firm(draft, "test", "test", TestDatabase.Start);
                    ids[key] = firm.Id;
                    firms.Add(firm);
                }
            }

            scope.Db.AddRange(firms);
            await scope.Db.SaveChangesAsync();
        }

        await using var last = database.Scope();
        await last.Db.Database.ExecuteSqlRawAsync("ANALYZE");
        return ids;
    }

    private static Firm One(int number, Random random)
    {
        var place = _places[random.Next(_places.Length)];
        var (brand, trade) = (_brands[random.Next(_brands.Length)], _trades[random.Next(_trades.Length)]);
        var name = (number % 3) switch { 0 => $"{brand} {trade} {place.City}", 1 => $"Sté {trade} {brand} SARL", _ => $"Coopérative {brand} {Word(random)}" };
        return new Firm(
            new FirmDraft(name, place.Region, "autre", number % 4 == 0 ? $"شركة {place.Arabic} {Word(random)}" : null, Ice.Of(100_000_000 + number).Digits, City: place.City, Phone: $"06{10_000_000 + number:00000000}"),
            "test", "test", TestDatabase.Start);
    }

    // A name that nobody else has, as most firms have one.
    private static string Word(Random random) => string.Concat(Enumerable.Range(0, 3).Select(_ => $"{"bdfjklmnrstz"[random.Next(12)]}{"aiou"[random.Next(4)]}"));
}
