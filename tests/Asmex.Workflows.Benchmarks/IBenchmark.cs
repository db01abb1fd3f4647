namespace Asmex.Workflows.Benchmarks;

/// <summary>One thing that can be measured, chosen by its name on the command line.</summary>
internal interface IBenchmark
{
    string Name { get; }
    string Summary { get; }

    Task RunAsync(BenchmarkSetting setting);
}
