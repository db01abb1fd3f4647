namespace Asmex.Workflows.Engine.Activities;

/// <summary>Where a flowchart begins. Outcome: <c>Done</c>.</summary>
[Activity("Elsa.Start", Category = "Flow", Description = "Where the flowchart begins.")]
internal sealed class StartActivity : IActivity
{
    public Outcome Run(ActivityContext context) => Outcome.Done.Plain;
}
