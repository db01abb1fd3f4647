using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Asmex.Workflows.Benchmarks.Cycles;

/// <summary>Durable cycles: start and two resumes, through two waiting activities and a variable. On PostgreSQL beside plain Npgsql.</summary>
internal sealed class CyclesBenchmark : IBenchmark
{
    private const int Weighed = 2_000;
    private static readonly TimeSpan _during = TimeSpan.FromSeconds(4);
    private static readonly string[] _tables = ["workflow_instances", "bookmarks", "journal", "incidents"];

    public string Name => "cycles";
    public string Summary => "start + two resumes, durably (aims: PostgreSQL 700 cycles/s at 16 callers and 0.6 of plain Npgsql, resume p50 2 ms at 1, 3 transactions, 15 KB of WAL, 6 KB kept; SQLite 300 at 16)";

    public async Task RunAsync(BenchmarkSetting setting)
    {
        await using var house = await CycleHouse.CreateAsync(setting.IsPostgres);
        if (setting.IsPostgres)
        {
            await RunPostgresAsync(house, setting);
        }
        else
        {
            await RunSqliteAsync(house, setting);
        }

        Memory.Print();
    }

    private static async Task RunPostgresAsync(CycleHouse house, BenchmarkSetting setting)
    {
        var source = house.Database.Services.GetRequiredService<NpgsqlDataSource>();
        var recorded = await RecordedBurst.OfAsync(house, source);
        await CountAsync(house, source);
        await WeighAsync(house, source);
        var raw = new RawCycles(source, recorded);
        await Pace.OfAsync(16, _during, raw.RunAsync);
        foreach (var callers in new[] { 1, 4, 16 })
        {
            await CompareAsync(house, raw, callers, setting.Runs);
        }
    }

    // Each run of the product has a run of the yardstick beside it, so that both meet the same machine.
    private static async Task CompareAsync(CycleHouse house, RawCycles raw, int callers, int runs)
    {
        var engine = new Figures($"engine, {callers} callers", "cycles/s");
        var plain = new Figures($"plain Npgsql, {callers} callers", "cycles/s");
        var ratio = new Figures($"engine to plain, {callers} callers", "");
        var resumes = new Figures($"a resume, {callers} callers", "ms");
        for (var run = 0; run < runs; run++)
        {
            var ours = await Pace.OfAsync(callers, _during, resumed => Pace.RunAsync(house, resumed));
            var theirs = await Pace.OfAsync(callers, _during, raw.RunAsync);
            engine.Add(ours.CyclesPerSecond);
            plain.Add(theirs.CyclesPerSecond);
            ratio.Add(ours.CyclesPerSecond / theirs.CyclesPerSecond);
            resumes.AddRange(ours.Resumes);
        }

        engine.PrintRuns();
        plain.PrintRuns();
        ratio.PrintRuns("0.00");
        resumes.PrintSpread("0.00");
    }

    private static async Task RunSqliteAsync(CycleHouse house, BenchmarkSetting setting)
    {
        await using (var scope = house.Database.Scope())
        {
            await scope.Db.Database.OpenConnectionAsync();
            foreach (var pragma in new[] { "journal_mode", "synchronous" })
            {
                await using var command = scope.Db.Database.GetDbConnection().CreateCommand();
                command.CommandText = "PRAGMA " + pragma;
                Console.WriteLine($"  {pragma} = {await command.ExecuteScalarAsync()}{(pragma == "synchronous" ? " (2 is FULL)" : "")}");
            }
        }

        await Pace.OfAsync(16, _during, resumed => Pace.RunAsync(house, resumed));
        foreach (var callers in new[] { 1, 4, 16 })
        {
            var engine = new Figures($"engine, {callers} callers", "cycles/s");
            var resumes = new Figures($"a resume, {callers} callers", "ms");
            for (var run = 0; run < setting.Runs; run++)
            {
                var pace = await Pace.OfAsync(callers, _during, resumed => Pace.RunAsync(house, resumed));
                engine.Add(pace.CyclesPerSecond);
                resumes.AddRange(pace.Resumes);
            }

            engine.PrintRuns();
            resumes.PrintSpread("0.00");
        }
    }

    private static async Task CountAsync(CycleHouse house, NpgsqlDataSource source)
    {
        for (var warmup = 0; warmup < 200; warmup++)
        {
            await Pace.RunAsync(house, _ => { });
        }

        var before = await ServerCounts.ReadAsync(source, house.Database.ConnectionString);
        for (var cycle = 0; cycle < Weighed; cycle++)
        {
            await Pace.RunAsync(house, _ => { });
        }

        var done = await ServerCounts.ReadAsync(source, house.Database.ConnectionString) - before;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {Weighed} cycles, 1 caller: {(double)done.Commits / Weighed:0.000} transactions, reads included, and {done.WalBytes / 1024.0 / Weighed:0.0} KB of WAL a cycle"));
    }

    private static async Task WeighAsync(CycleHouse house, NpgsqlDataSource source)
    {
        foreach (var vacuum in new[] { "VACUUM", "VACUUM FULL" })
        {
            long bytes = 0;
            foreach (var table in _tables)
            {
                await using var clean = source.CreateCommand($"{vacuum} {table}");
                await clean.ExecuteNonQueryAsync();
                await using var size = source.CreateCommand($"SELECT pg_total_relation_size('{table}')");
                bytes += (long)(await size.ExecuteScalarAsync())!;
            }

            await using var scope = house.Database.Scope();
            var instances = await scope.Db.Set<Running.WorkflowInstance>().CountAsync();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  kept a finished instance after {vacuum}: {bytes / 1024.0 / instances:0.00} KB, indexes included ({instances} instances)"));
        }
    }
}
