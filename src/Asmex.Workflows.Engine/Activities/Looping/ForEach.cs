using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Engine.Expressions;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>Runs its body for each item, one after the other; the body sees <c>CurrentValue</c> and <c>CurrentIndex</c>.</summary>
/// <remarks>Inputs: <c>Items</c>; <c>Body</c>. Output: <c>CurrentValue</c>. Outcome: <c>Done</c>.</remarks>
[Activity("Elsa.ForEach", Category = "Looping", DisplayName = "For each", Description = "Run an activity for each item.")]
internal sealed class ForEach : IBreakable
{
    [Input(Description = "The items.")]
    public Input<object>? Items { get; init; }

    [Output(Description = "The item of this round.")]
    public Output<object>? CurrentValue { get; init; }

    [Port] public ActivityNode? Body { get; init; }

    public bool EndsBreak => true;

    public Outcome Run(ActivityContext context) => Iterate(context);

    public Outcome ChildDone(ActivityContext context, ActivityContext child, IReadOnlyList<string> outcomes) => Iterate(context);

    private Outcome Iterate(ActivityContext context)
    {
        if (context.IsBreaking || Body is null)
            return Outcome.Done.Plain;
        var items = Values.List(context.Get(Items));
        if (context.Index >= items.Count)
            return Outcome.Done.Plain;
        var item = items[context.Index];
        context.Set(CurrentValue, item, nameof(CurrentValue));
        context.Schedule(Body, cameBack: false, new VariableSlot("CurrentIndex", (long)context.Index), new VariableSlot("CurrentValue", item));
        context.Index++;
        return Outcome.Ongoing.Plain;
    }
}
