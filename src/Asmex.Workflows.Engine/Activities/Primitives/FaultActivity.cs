using System.Text.Json.Nodes;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>Faults the workflow on purpose: an incident is opened and what the burst did is kept.</summary>
/// <remarks>Inputs: <c>Message</c>, <c>Code</c>, <c>Category</c>, <c>FaultType</c>.</remarks>
[Activity("Elsa.Fault", Category = "Primitives", DisplayName = "Fault", Description = "Fault the workflow.")]
[Outcomes]
internal sealed class FaultActivity : IActivity
{
    [Input(Description = "What went wrong.")]
    public Input<string>? Message { get; init; }

    [Input(Description = "A code for programs.")]
    public Input<string>? Code { get; init; }

    [Input(Description = "Where it belongs.")]
    public Input<string>? Category { get; init; }

    [Input(Description = "What kind of fault it is.")]
    public Input<string>? FaultType { get; init; }

    public Outcome Run(ActivityContext context) => new Outcome.Faulted(context.Get(Message) ?? "", new JsonObject
    {
        ["code"] = context.Get(Code),
        ["category"] = context.Get(Category),
        ["faultType"] = context.Get(FaultType),
    });
}
