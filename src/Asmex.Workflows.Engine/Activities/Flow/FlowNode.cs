namespace Asmex.Workflows.Engine.Activities;

/// <summary>A point of a flowchart that does nothing: somewhere for lines to meet. Outcome: <c>Done</c>.</summary>
[Activity("Elsa.FlowNode", Category = "Flow", DisplayName = "Node (flow)", Description = "Does nothing; lines may meet in it.", IsBrowsable = false)]
internal sealed class FlowNode : IActivity
{
    public Outcome Run(ActivityContext context) => Outcome.Done.Plain;
}
