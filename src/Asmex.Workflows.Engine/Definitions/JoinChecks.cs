using System.Reflection;
using Asmex.Workflows.Engine.Activities;

namespace Asmex.Workflows.Engine.Definitions;

/// <summary>Joins that wait for all, but can never have all.</summary>
internal static class JoinChecks
{
    /// <summary>Finds two lines into the join that need different ports of an activity which leaves by one only.</summary>
    public static void Check(ActivityNode join, FlowGraph graph, List<DefinitionFault> faults)
    {
        var inbound = graph.InboundForward(join);
        foreach (var choice in graph.Ancestors(join).Where(LeavesByOne))
        {
            var ports = inbound.Select(line => PortNeededFor(line, choice, graph)).OfType<string>().Distinct().ToList();
            if (ports.Count > 1)
                faults.Add(new DefinitionFault(join.Path, join.Id,
                    $"It waits for all lines, but '{choice.Id}' leaves by one of {string.Join(", ", ports)} only, so that they never all come.",
                    "Set its mode to WaitAllActive.", IsWarning: true));
        }
    }

    private static bool LeavesByOne(ActivityNode node) =>
        node.Activity.GetType().GetCustomAttribute<OutcomesAttribute>() is { IsExclusive: true } || (node.Activity is FlowSwitch choice && (choice.Mode is null || choice.Mode is { IsConstant: true, Constant: SwitchMode.MatchFirst }));

    private static string? PortNeededFor(Connection line, ActivityNode choice, FlowGraph graph)
    {
        if (line.Source == choice)
            return line.Port;
        return graph.Outbound(choice).Select(c => c.Port).Distinct().FirstOrDefault(port => !graph.IsReachableWithout(line.Source, choice, port));
    }
}
