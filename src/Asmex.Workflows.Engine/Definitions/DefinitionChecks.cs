using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Expressions;

namespace Asmex.Workflows.Engine.Definitions;

/// <summary>Faults that show only when the whole definition has been read.</summary>
internal static class DefinitionChecks
{
    public static void Run(ActivityNode workflow, List<DefinitionFault> faults)
    {
        foreach (var node in workflow.Descendants())
        {
            if (node.Activity is Flowchart flowchart)
                Check(node, flowchart, faults);
            if (node.Activity is FlowSwitch flowSwitch)
                Check(node, flowSwitch.AllCases, faults);
            if (node.Activity is Switch choice)
                Check(node, SwitchCase.Read(choice.Cases), faults);
            if (node.Activity is ParallelForEach { Items: { IsConstant: true } items } && items.Constant is string)
                faults.Add(new DefinitionFault($"{node.Path}.items", node.Id, "Its items are a text, which runs nothing, as on an Elsa server.", "Give them as JavaScript or a variable.", IsWarning: true));
            if (node.Activity is CronActivity { CronExpression: { IsConstant: true } cron })
                Check(node, cron, faults);
        }
    }

    private static void Check(ActivityNode node, Flowchart flowchart, List<DefinitionFault> faults)
    {
        if (flowchart.Graph is not { } graph)
            return;
        foreach (var connection in flowchart.Connections)
        {
            if (connection.Source.Ports is { } ports && !ports.Contains(connection.Port))
                faults.Add(new DefinitionFault(connection.Source.Path, connection.Source.Id,
                    $"A line leaves by the port '{connection.Port}', which activities of type {connection.Source.Type} do not have here.",
                    $"Use one of: {(ports.Count == 0 ? "none" : string.Join(", ", ports))}.", IsWarning: true));
            if (graph.IsReachable(connection.Source) && graph.LeadsBack(connection) && !graph.IsValidBack(connection))
                faults.Add(new DefinitionFault(connection.Source.Path, connection.Source.Id,
                    $"The line {connection} leads back, but there is a way from the start to '{connection.Source.Id}' that does not pass '{connection.Target.Id}'.",
                    $"Lead every way to '{connection.Source.Id}' through '{connection.Target.Id}', or lead the line back to an earlier activity."));
        }
        foreach (var child in flowchart.Activities)
        {
            if (!graph.IsReachable(child))
                faults.Add(new DefinitionFault(child.Path, child.Id, "No line leads to it from the start of the flowchart.", "Draw a line to it or remove it.", IsWarning: true));
            else if (child.Activity is FlowJoin { Mode: { IsConstant: true } mode } && mode.Constant == FlowJoinMode.WaitAll)
                JoinChecks.Check(child, graph, faults);
        }
    }

    private static void Check(ActivityNode node, IReadOnlyList<SwitchCase> cases, List<DefinitionFault> faults)
    {
        for (var index = 0; index < cases.Count; index++)
            if (cases[index].Condition.Problem() is { } problem)
                faults.Add(new DefinitionFault($"{node.Path}.cases[{index}].condition", node.Id, $"The condition of case '{cases[index].Label}' cannot be read: {problem}", "Correct it."));
    }

    private static void Check(ActivityNode node, Input<string> cron, List<DefinitionFault> faults)
    {
        try
        {
            CronTimes.Parse(cron.Constant ?? "");
        }
        catch (FormatException problem)
        {
            faults.Add(new DefinitionFault($"{node.Path}.cronExpression", node.Id, problem.Message, "Give five fields: minute, hour, day, month, day of week."));
        }
    }
}
