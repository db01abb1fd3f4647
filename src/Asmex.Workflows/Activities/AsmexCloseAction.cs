using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Plans;

namespace Asmex.Workflows.Activities;

/// <summary>Closes the action: keeps its indicators, frees what was committed and not spent, tells the delegate and the Centre.</summary>
/// <remarks>Inputs: <c>Status</c>, <c>done</c> (default) or <c>abandoned</c>; <c>Indicators</c>, figures by indicator key. Outcome: <c>Done</c>.</remarks>
[Activity(nameof(AsmexCloseAction), Category = "ASMEX", Description = "Clôt l'action avec ses indicateurs.")]
public sealed class AsmexCloseAction : IActivity
{
    [Input] public Input<string>? Status { get; init; }
    [Input] public Input<JsonNode>? Indicators { get; init; }

    public Outcome Run(ActivityContext context)
    {
        context.Add(new CloseActionEffect(context.ExecutionId, Closing.How(context.Get(Status)), context.Get(Indicators) as JsonObject));
        return new Outcome.Done();
    }
}

internal static class Closing
{
    public static PlanStatus How(string? status) => status == "abandoned" ? PlanStatus.Abandoned : PlanStatus.Closed;
}
