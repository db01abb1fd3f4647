using Asmex.Workflows.Engine.Activities;

namespace Asmex.Workflows.Benchmarks.Engine;

/// <summary>Does nothing.</summary>
[Activity("BenchmarkNoOp")]
public sealed class NoOp : IActivity
{
    private static readonly Outcome _done = new Outcome.Done();

    public Outcome Run(ActivityContext context) => _done;
}
