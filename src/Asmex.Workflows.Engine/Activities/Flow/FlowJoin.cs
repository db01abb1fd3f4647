namespace Asmex.Workflows.Engine.Activities;

/// <summary>Merges branches of a flowchart into one.</summary>
/// <remarks>Input: <c>Mode</c> — WaitAny, WaitAll or WaitAllActive. Outcome: <c>Done</c>.</remarks>
[Activity("Elsa.FlowJoin", Category = "Branching", DisplayName = "Join (flow)", Description = "Merge branches into one.")]
internal sealed class FlowJoin : IActivity
{
    [Input(Description = "WaitAny goes on with the first branch, WaitAll when all have come, WaitAllActive when all that can come have.")]
    public Input<FlowJoinMode>? Mode { get; init; }

    public Outcome Run(ActivityContext context)
    {
        if (context.Parent is { Node.Activity: Flowchart flowchart } around && context.Get(Mode) == FlowJoinMode.WaitAny)
            flowchart.CancelWaysTo(around, context.Node);
        return Outcome.Done.Plain;
    }

    public FlowJoinMode ModeIn(ActivityContext flowchart) => flowchart.Get(Mode);
}
