using Asmex.Workflows.Benchmarks;
using Asmex.Workflows.Benchmarks.Cycles;
using Asmex.Workflows.Benchmarks.Engine;
using Asmex.Workflows.Benchmarks.InboxLarge;
using Asmex.Workflows.Benchmarks.Letters;

IReadOnlyList<IBenchmark> all =
[
    new StartupBenchmark(), new InboxBenchmark(), new InboxLargeBenchmark(), new ImportsBenchmark(), new FirmSearchBenchmark(),
    new CyclesBenchmark(), new SequenceBenchmark(), new OpenBenchmark(), new GrowthBenchmark(), new TimersBenchmark(), new LedgerBenchmark(), new LettersBenchmark(),
];
var asked = args.Where(a => !a.StartsWith('-')).ToList();
if (asked.Count == 0 || asked.Any(name => all.All(b => b.Name != name)))
{
    Console.WriteLine("Usage: benchmarks <name>… [--postgres] [--runs=5]");
    foreach (var benchmark in all)
    {
        Console.WriteLine($"  {benchmark.Name,-12} {benchmark.Summary}");
    }

    return asked.Count == 0 ? 0 : 1;
}

var setting = BenchmarkSetting.Of(args);
foreach (var benchmark in asked.Select(name => all.Single(b => b.Name == name)))
{
    Console.WriteLine($"{benchmark.Name}: {benchmark.Summary}");
    Console.WriteLine($"  {setting.Database}, {Environment.ProcessorCount} cores, load {BenchmarkSetting.Load}, {setting.Runs} runs");
    await benchmark.RunAsync(setting);
}

return 0;
