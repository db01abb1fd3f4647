namespace Asmex.Workflows.Engine.Activities;

/// <summary>Ends the flowchart or sequence around it; what is still under way there is cancelled.</summary>
[Activity("Elsa.End", Category = "Flow", Description = "End the flowchart.")]
[Outcomes]
internal sealed class EndActivity : ITerminal
{
    public Outcome Run(ActivityContext context) => Outcome.Done.Plain;
}
