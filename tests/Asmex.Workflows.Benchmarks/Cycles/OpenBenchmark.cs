using System.Diagnostics;

namespace Asmex.Workflows.Benchmarks.Cycles;

/// <summary>Whether a resume gets slower with the instances that wait beside it.</summary>
internal sealed class OpenBenchmark : IBenchmark
{
    private const int Few = 1_000;
    private const int Many = 100_000;
    private const int Resumes = 500;

    public string Name => "open";
    public string Summary => "a resume among 1,000 and among 100,000 open instances, 1 caller (aim: at most 1.3 times slower)";

    // The two databases take turns, so that both meet the same machine.
    public async Task RunAsync(BenchmarkSetting setting)
    {
        await using var small = await CycleHouse.CreateAsync(setting.IsPostgres);
        await using var large = await CycleHouse.CreateAsync(setting.IsPostgres);
        await Crowd.FillAsync(small, Few);
        await Crowd.FillAsync(large, Many);
        Console.WriteLine($"  {Few} and {Many} open instances");
        await MeasureAsync(small);
        await MeasureAsync(large);
        var (few, many, ratio) = (new Figures($"a resume among {Few}, median of {Resumes}", "ms"), new Figures($"a resume among {Many}, median of {Resumes}", "ms"), new Figures("many to few", ""));
        for (var run = 0; run < setting.Runs; run++)
        {
            var (here, there) = (await MeasureAsync(small), await MeasureAsync(large));
            few.Add(here);
            many.Add(there);
            ratio.Add(there / here);
        }

        few.PrintRuns("0.000");
        many.PrintRuns("0.000");
        ratio.PrintRuns("0.00");
        Memory.Print();
    }

    private static async Task<double> MeasureAsync(CycleHouse house)
    {
        var times = new Figures("", "ms");
        for (var resume = 0; resume < Resumes; resume++)
        {
            var id = CycleHouse.NewId();
            await house.StartAsync(id);
            var bookmark = house.BookmarkOf(id);
            var at = Stopwatch.GetTimestamp();
            await house.ResumeAsync(bookmark);
            times.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
            await house.ResumeAsync(house.BookmarkOf(id));
        }

        return times.Quantile(0.5);
    }
}
