namespace Asmex.Workflows.Engine.Activities;

/// <summary>Sets what ties the instance to the outside. Input: <c>CorrelationId</c>. Outcome: <c>Done</c>.</summary>
[Activity("Elsa.Correlate", Category = "Primitives", Description = "Set the correlation id of the workflow.")]
internal sealed class Correlate : IActivity
{
    [Input(Required = true, Description = "The correlation id.")]
    public Input<string>? CorrelationId { get; init; }

    public Outcome Run(ActivityContext context)
    {
        context.Run.CorrelationId = context.Get(CorrelationId);
        return Outcome.Done.Plain;
    }
}
