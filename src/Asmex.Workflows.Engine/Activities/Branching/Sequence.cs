using Asmex.Workflows.Engine.Definitions;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>Runs its activities one after the other. Outcome: <c>Done</c>.</summary>
[Activity("Elsa.Sequence", Category = "Workflows", Description = "Run activities one after the other.", IsContainer = true)]
internal sealed class Sequence : IBreakable
{
    [Port] public IReadOnlyList<ActivityNode> Activities { get; init; } = [];

    public bool EndsBreak => false;

    public Outcome Run(ActivityContext context) => Next(context);

    public Outcome ChildDone(ActivityContext context, ActivityContext child, IReadOnlyList<string> outcomes) =>
        context.IsBreaking || child.Node.Activity is ITerminal ? Outcome.Done.Plain : Next(context);

    private Outcome Next(ActivityContext context)
    {
        if (context.Index >= Activities.Count)
            return Outcome.Done.Plain;
        context.Schedule(Activities[context.Index++]);
        return Outcome.Ongoing.Plain;
    }
}
