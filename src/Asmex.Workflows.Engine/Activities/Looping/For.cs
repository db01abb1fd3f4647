using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Engine.Expressions;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>Runs its body for a range of numbers; the body sees <c>CurrentValue</c>.</summary>
/// <remarks>Inputs: <c>Start</c>, <c>End</c>, <c>Step</c> (1), <c>OuterBoundInclusive</c> (true); <c>Body</c>. Output: <c>CurrentValue</c>. Outcome: <c>Done</c>.</remarks>
[Activity("Elsa.For", Category = "Looping", Description = "Run an activity for a range of numbers.")]
internal sealed class For : IBreakable
{
    [Input(Description = "The first number.")]
    public Input<int>? Start { get; init; }

    [Input(Description = "The last number.")]
    public Input<int>? End { get; init; }

    [Input(Description = "From one number to the next; may be negative.")]
    public Input<int?>? Step { get; init; }

    [Input(Description = "Whether the last number itself is taken.")]
    public Input<bool?>? OuterBoundInclusive { get; init; }

    [Output(Description = "The number of this round.")]
    public Output<object>? CurrentValue { get; init; }

    [Port] public ActivityNode? Body { get; init; }

    public bool EndsBreak => true;

    public Outcome Run(ActivityContext context) => Iterate(context);

    public Outcome ChildDone(ActivityContext context, ActivityContext child, IReadOnlyList<string> outcomes) => Iterate(context);

    private Outcome Iterate(ActivityContext context)
    {
        var step = context.Get(Step) ?? 1;
        var (current, end) = (context.Get(Start) + ((long)context.Index * step), context.Get(End));
        var isInclusive = context.Get(OuterBoundInclusive) ?? true;
        var isInside = step >= 0 ? current < end || (isInclusive && current == end) : current > end || (isInclusive && current == end);
        if (Body is null || context.IsBreaking || !isInside)
            return Outcome.Done.Plain;
        context.Set(CurrentValue, Values.Normalize(current), nameof(CurrentValue));
        context.Schedule(Body, cameBack: false, new VariableSlot("CurrentValue", current));
        context.Index++;
        return Outcome.Ongoing.Plain;
    }
}
