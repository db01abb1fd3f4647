using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Asmex.Workflows.Benchmarks.Cycles;

/// <summary>Whether a resume gets slower with what its instance has done before.</summary>
internal sealed class GrowthBenchmark : IBenchmark
{
    private const int Instances = 300;
    private static readonly int[] _completed = [10, 100, 1_000];

    public string Name => "growth";
    public string Summary => "a resume after 10, 100 and 1,000 completed activities, 1 caller (aim: within 1.5 times)";

    public async Task RunAsync(BenchmarkSetting setting)
    {
        await using var house = await CycleHouse.CreateAsync(setting.IsPostgres, [.. _completed.Select(Definition)]);
        var times = _completed.ToDictionary(n => n, n => new Figures($"a resume after {n}, median of {Instances}", "ms"));
        await MeasureAsync(house);
        for (var run = 0; run < setting.Runs; run++)
        {
            foreach (var (completed, time) in await MeasureAsync(house))
            {
                times[completed].Add(time);
            }
        }

        foreach (var time in times.Values)
        {
            time.PrintRuns("0.000");
        }

        Console.WriteLine(FormattableString.Invariant($"  after 1,000 to after 10: {times[1_000].Quantile(0.5) / times[10].Quantile(0.5):0.00}"));
        Memory.Print();
    }

    // The three kinds take turns, so that all meet the same machine.
    private static async Task<Dictionary<int, double>> MeasureAsync(CycleHouse house)
    {
        var times = _completed.ToDictionary(n => n, n => new Figures("", "ms"));
        for (var i = 0; i < Instances; i++)
        {
            foreach (var (completed, time) in times)
            {
                var id = CycleHouse.NewId();
                await house.StartAsync(id, DefinitionId(completed));
                var bookmark = house.BookmarkOf(id);
                var at = Stopwatch.GetTimestamp();
                await house.ResumeAsync(bookmark);
                time.Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
            }
        }

        return times.ToDictionary(t => t.Key, t => t.Value.Quantile(0.5));
    }

    private static string DefinitionId(int completed) => $"benchmark-growth-{completed}";

    private static string Definition(int completed) => new JsonObject
    {
        ["id"] = DefinitionId(completed) + "-1",
        ["definitionId"] = DefinitionId(completed),
        ["version"] = 1,
        ["root"] = new JsonObject
        {
            ["id"] = "sequence",
            ["type"] = "Elsa.Sequence",
            ["version"] = 1,
            ["activities"] = new JsonArray([.. Enumerable.Range(0, completed).Select(i => Activity($"n{i}", "Elsa.FlowNode")), Ask("first"), Ask("second")]),
        },
    }.ToJsonString();

    private static JsonObject Activity(string id, string type) => new() { ["id"] = id, ["type"] = type, ["version"] = 1 };

    private static JsonObject Ask(string id)
    {
        var ask = Activity(id, "Elsa.RunTask");
        ask["taskName"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = id } };
        return ask;
    }
}
