using Asmex.Workflows.Engine.Definitions;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>Runs one of two activities. Inputs: <c>Condition</c>; <c>Then</c>, <c>Else</c>. Outcome: <c>Done</c>.</summary>
[Activity("Elsa.If", Category = "Branching", DisplayName = "Decision (if)", Description = "Evaluate a condition and run one of two activities.")]
internal sealed class If : IComposite
{
    [Input(Description = "The condition.")]
    public Input<bool>? Condition { get; init; }

    [Output(Description = "What the condition was.")]
    public Output<bool>? Result { get; init; }

    [Port] public ActivityNode? Then { get; init; }

    [Port] public ActivityNode? Else { get; init; }

    public Outcome Run(ActivityContext context)
    {
        var holds = context.Get(Condition);
        context.Set(Result, holds);
        if ((holds ? Then : Else) is not { } next)
            return Outcome.Done.Plain;
        context.Schedule(next);
        return Outcome.Ongoing.Plain;
    }

    public Outcome ChildDone(ActivityContext context, ActivityContext child, IReadOnlyList<string> outcomes) => Outcome.Done.Plain;
}
