using System.Text.Json.Nodes;
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
            CheckVariables(node, faults);
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
            if (node.Activity is RunJavaScript { Script: { IsConstant: true, Constant: { Length: > 0 } script } })
                Check(node, script, faults);
            if (node.Activity is TimerActivity { Interval: { IsConstant: true } interval } && interval.Problem() is null && interval.Constant <= TimeSpan.Zero)
                faults.Add(new DefinitionFault($"{node.Path}.interval", node.Id, "Its interval is not longer than nothing.", "Give a time such as 00:05:00.") { Reason = new("NoInterval") });
            if (node.Activity is If { Condition: null } or While { Condition: null } or FlowDecision { Condition: null })
                faults.Add(new DefinitionFault($"{node.Path}.condition", node.Id, "It has no condition, which counts as false.", "Give it a condition.", IsWarning: true));
        }
    }

    private static void CheckVariables(ActivityNode node, List<DefinitionFault> faults)
    {
        foreach (var (member, value) in node.Source)
            if (value is JsonObject { Count: > 0 } input && input["expression"] is JsonObject expression && expression["type"]?.ToString() == ExpressionTypes.Variable
                && (expression["value"] is JsonObject named ? named["id"] : expression["value"])?.ToString() is { } id && !IsInScope(node, id))
                faults.Add(new DefinitionFault($"{node.Path}.{member}", node.Id, $"It reads a variable '{id}' that is nowhere around it.", "Choose a variable of the workflow or of an activity around it.", IsWarning: true));
    }

    private static bool IsInScope(ActivityNode node, string id)
    {
        for (var around = node; around is not null; around = around.Parent)
            if (around.Variables.Any(v => v.Id == id || v.Name == id) || (id is "CurrentValue" or "CurrentIndex" && around.Activity is For or ForEach or ParallelForEach))
                return true;
        return false;
    }

    private static void Check(ActivityNode node, string script, List<DefinitionFault> faults)
    {
        try
        {
            Script.Parse(script);
        }
        catch (FormatException problem)
        {
            faults.Add(new DefinitionFault($"{node.Path}.script", node.Id, problem.Message, "Correct the script.") { Reason = new("Script", problem.Message) });
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
            {
                var (message, remedy) = (
                    $"The line {connection} leads back, but there is a way from the start to '{connection.Source.Id}' that does not pass '{connection.Target.Id}'.",
                    $"Lead every way to '{connection.Source.Id}' through '{connection.Target.Id}', or lead the line back to an earlier activity.");
                faults.Add(new DefinitionFault(connection.Source.Path, connection.Source.Id, message, remedy) { Reason = new("LeadsBack", connection.Port, connection.Target.Title) });
            }
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
                faults.Add(new DefinitionFault($"{node.Path}.cases[{index}].condition", node.Id, $"The condition of case '{cases[index].Label}' cannot be read: {problem}", "Correct it.") { Reason = new("CaseUnreadable", cases[index].Label, problem) });
    }

    private static void Check(ActivityNode node, Input<string> cron, List<DefinitionFault> faults)
    {
        try
        {
            CronTimes.Parse(cron.Constant ?? "");
        }
        catch (FormatException problem)
        {
            faults.Add(new DefinitionFault($"{node.Path}.cronExpression", node.Id, problem.Message, "Give five fields: minute, hour, day, month, day of week.") { Reason = new("Cron", problem.Message) });
        }
    }
}
