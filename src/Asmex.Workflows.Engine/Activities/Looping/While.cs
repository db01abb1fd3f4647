using Asmex.Workflows.Engine.Definitions;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>Runs its body as long as a condition holds. Inputs: <c>Condition</c>; <c>Body</c>. Outcome: <c>Done</c>.</summary>
[Activity("Elsa.While", Category = "Looping", Description = "Run an activity while a condition holds.")]
internal sealed class While : IBreakable
{
    [Input(Description = "The condition.")]
    public Input<bool>? Condition { get; init; }

    [Port] public ActivityNode? Body { get; init; }

    public bool EndsBreak => true;

    public Outcome Run(ActivityContext context) => Iterate(context);

    public Outcome ChildDone(ActivityContext context, ActivityContext child, IReadOnlyList<string> outcomes) => Iterate(context);

    private Outcome Iterate(ActivityContext context)
    {
        if (Body is null || context.IsBreaking || !context.Get(Condition))
            return Outcome.Done.Plain;
        context.Schedule(Body);
        return Outcome.Ongoing.Plain;
    }
}
