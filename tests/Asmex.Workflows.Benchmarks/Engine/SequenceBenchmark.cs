using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.Engine.Execution;

namespace Asmex.Workflows.Benchmarks.Engine;

/// <summary>The engine alone, in memory: a Sequence of activities that do nothing, from the start to the set of changes.</summary>
internal sealed class SequenceBenchmark : IBenchmark
{
    public string Name => "sequence";
    public string Summary => "activities/s in memory for a Sequence of no-ops, and what one allocates (aim: 500,000 for 1,000; the same bytes an activity for 4,000)";

    public Task RunAsync(BenchmarkSetting setting)
    {
        foreach (var length in new[] { 1_000, 4_000 })
        {
            Measure(length, setting.Runs);
        }

        Memory.Print();
        return Task.CompletedTask;
    }

    private static void Measure(int length, int runs)
    {
        var catalog = new ActivityCatalog(typeof(NoOp).Assembly);
        var definition = WorkflowDefinition.Read(Sequence(length), catalog);
        var engine = new WorkflowEngine(catalog, BurstLimits.Default);
        var order = new StartOrder("benchmark", [], DateTimeOffset.UnixEpoch);
        var pace = new Figures($"{length} no-ops, 1 thread", "thousand activities/s");
        for (var warmup = Stopwatch.StartNew(); warmup.Elapsed < TimeSpan.FromSeconds(2);)
        {
            Run(engine, definition, order, length);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread();
        Run(engine, definition, order, length);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        for (var run = 0; run < runs; run++)
        {
            var (done, watch) = (0L, Stopwatch.StartNew());
            while (watch.Elapsed < TimeSpan.FromSeconds(2))
            {
                Run(engine, definition, order, length);
                done += length;
            }

            pace.Add(done / watch.Elapsed.TotalSeconds / 1_000);
        }

        pace.PrintRuns();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {length} no-ops allocate {(double)allocated / length:0} bytes an activity"));
    }

    private static void Run(WorkflowEngine engine, WorkflowDefinition definition, StartOrder order, int length)
    {
        var burst = engine.Start(definition, order);
        if (burst.State.Status != WorkflowStatus.Finished || burst.Executions.Count != length + 1)
        {
            throw new InvalidOperationException($"The sequence did not run to its end: {burst.State.SubStatus}, {burst.Executions.Count} executions.");
        }
    }

    private static string Sequence(int length) => new JsonObject
    {
        ["id"] = "benchmark-sequence-1",
        ["definitionId"] = "benchmark-sequence",
        ["version"] = 1,
        ["root"] = new JsonObject
        {
            ["id"] = "sequence",
            ["type"] = "Elsa.Sequence",
            ["version"] = 1,
            ["activities"] = new JsonArray([.. Enumerable.Range(0, length).Select(i => new JsonObject { ["id"] = $"n{i}", ["type"] = "BenchmarkNoOp", ["version"] = 1 })]),
        },
    }.ToJsonString();
}
