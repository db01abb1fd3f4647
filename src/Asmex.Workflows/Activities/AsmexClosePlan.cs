using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;

namespace Asmex.Workflows.Activities;

/// <summary>Closes the plan with the report of targets against results.</summary>
/// <remarks>Inputs: <c>Status</c>, <c>done</c> (default) or <c>abandoned</c>; <c>Report</c>, the answer of the report's task. Outcome: <c>Done</c>.</remarks>
[Activity(nameof(AsmexClosePlan), Category = "ASMEX", Description = "Clôt le plan avec son bilan.")]
public sealed class AsmexClosePlan : IActivity
{
    [Input] public Input<string>? Status { get; init; }
    [Input] public Input<JsonNode>? Report { get; init; }

    public Outcome Run(ActivityContext context)
    {
        context.Add(new ClosePlanEffect(context.ExecutionId, Closing.How(context.Get(Status)), context.Get(Report) as JsonObject));
        return new Outcome.Done();
    }
}
