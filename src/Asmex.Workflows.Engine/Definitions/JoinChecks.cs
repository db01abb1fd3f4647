using Asmex.Workflows.Engine.Activities;

namespace Asmex.Workflows.Engine.Definitions;

/// <summary>Joins that wait for all, but can never have all.</summary>
internal static class JoinChecks
{
    public static void Check(ActivityNode join, FlowGraph graph, List<DefinitionFault> faults)
    {
        // Two ports of which an activity takes only one can never both be followed in a round.
        var inbound = graph.InboundForward(join);
        foreach (var group in inbound.GroupBy(c => c.Source))
            if (group.Key.Activity is FlowDecision && group.Select(c => c.Port).Distinct().Count() > 1)
                faults.Add(new DefinitionFault(join.Path, join.Id,
                    $"It waits for all lines, but of '{group.Key.Id}' only one of {string.Join(", ", group.Select(c => c.Port))} is followed.",
                    "Set its mode to WaitAllActive.", IsWarning: true));
    }
}
