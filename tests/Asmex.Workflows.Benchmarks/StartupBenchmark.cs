using System.Diagnostics;
using Asmex.Workflows.Tests.Fixtures;

namespace Asmex.Workflows.Benchmarks;

/// <summary>From the start of the published program to its first page, and the memory it then holds.</summary>
internal sealed class StartupBenchmark : IBenchmark
{
    public string Name => "startup";
    public string Summary => "published start to the first page; memory after it (aims: 2,500 ms, 200 MB)";

    public async Task RunAsync(BenchmarkSetting setting)
    {
        var program = await PublishedProgram.PathAsync();
        var first = new Figures("first start: schema and demonstration data", "ms");
        var later = new Figures("later start, to the first page", "ms");
        var memory = new Figures("resident after the first page", "MB");
        var used = new Figures("resident after 100 pages", "MB");
        for (var run = 0; run < setting.Runs; run++)
        {
            var folder = TestFolder.New("startup");
            var settings = await setting.NewDatabaseAsync(folder);
            await using (var empty = await StartAsync(program, folder, settings, first))
            {
            }

            await using var process = await StartAsync(program, folder, settings, later);
            memory.Add(process.ResidentBytes / 1e6);
            using var visitor = new Visitor(process.Address);
            for (var page = 0; page < 100; page++)
            {
                await visitor.GoAsync("/account/sign-in");
            }

            used.Add(process.ResidentBytes / 1e6);
        }

        first.PrintRuns();
        later.PrintRuns();
        memory.PrintRuns();
        used.PrintRuns();
    }

    private static async Task<ProgramProcess> StartAsync(string program, string folder, Dictionary<string, string> settings, Figures time)
    {
        var started = Stopwatch.GetTimestamp();
        var process = await ProgramProcess.StartAsync([program], folder, settings);
        using var visitor = new Visitor(process.Address);
        var page = await visitor.GoAsync("/account/sign-in");
        time.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        return page.Status == System.Net.HttpStatusCode.OK ? process : throw new InvalidOperationException($"The first page answered {page.Status}:\n{process.Output}");
    }
}
