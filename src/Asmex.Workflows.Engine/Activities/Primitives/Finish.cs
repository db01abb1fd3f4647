namespace Asmex.Workflows.Engine.Activities;

/// <summary>Finishes the workflow at once, whatever else is under way.</summary>
[Activity("Elsa.Finish", Category = "Primitives", Description = "Finish the workflow.")]
[Outcomes]
internal sealed class Finish : ITerminal
{
    public Outcome Run(ActivityContext context) =>
        context.Run.Finish() ? Outcome.Ongoing.Plain : new Outcome.Faulted($"The workflow is {context.Run.SubStatus} already and cannot be finished.");
}
