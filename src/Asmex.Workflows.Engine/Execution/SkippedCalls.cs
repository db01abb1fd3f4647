using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Definitions;

namespace Asmex.Workflows.Engine.Execution;

/// <summary>At which calls of a burst a skipped activity is left. A loop calls the same activity many times, so they are found by running the burst: it is
/// run again from its beginning for each.</summary>
internal sealed class SkippedCalls(Skip skip)
{
    private readonly HashSet<int> _skipped = [];
    private int? _first;

    /// <summary>What the activity is left by instead of being called; null where it is called.</summary>
    public Outcome.Done? InsteadOf(ActivityNode activity, int call)
    {
        if (activity.NodeId == skip.NodeId)
            _first ??= call;
        return _skipped.Contains(call) ? new Outcome.Done([.. skip.Outcomes]) : null;
    }

    /// <summary>Finds the next call that has to be skipped.</summary>
    /// <returns>False when the burst stands as it is.</returns>
    public bool Learn(Burst burst)
    {
        if (burst is { FailedCall: { } failed } && burst.Incidents[0].NodeId == skip.NodeId)
            return _skipped.Add(failed);
        return _skipped.Count == 0 && _first is { } first && _skipped.Add(first);
    }
}
