namespace Asmex.Workflows.Engine.Activities;

/// <summary>Leaves the loop around it.</summary>
[Activity("Elsa.Break", Category = "Looping", Description = "Leave the loop.")]
[Outcomes]
internal sealed class Break : ITerminal
{
    public Outcome Run(ActivityContext context)
    {
        context.Break();
        return Outcome.Done.Plain;
    }
}
