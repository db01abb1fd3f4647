using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Engine.Expressions;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>Runs its body for all items at once; each body sees its <c>CurrentValue</c> and <c>CurrentIndex</c>.</summary>
/// <remarks>Inputs: <c>Items</c>; <c>Body</c>. Outcome: <c>Done</c>, when all have ended.</remarks>
[Activity("Elsa.ParallelForEach", Category = "Looping", DisplayName = "For each (parallel)", Description = "Run an activity for all items at once.")]
internal sealed class ParallelForEach : IComposite
{
    [Input(Description = "The items.")]
    public Input<object>? Items { get; init; }

    [Port] public ActivityNode? Body { get; init; }

    public Outcome Run(ActivityContext context)
    {
        // A text is no list to Elsa, even when it is the JSON of one.
        var value = context.Get(Items);
        var items = value is string ? [] : Values.List(value);
        if (Body is null || items.Count == 0)
            return Outcome.Done.Plain;
        for (var index = 0; index < items.Count; index++)
            context.Schedule(Body, cameBack: false, new VariableSlot("CurrentIndex", (long)index), new VariableSlot("CurrentValue", items[index]));
        context.Index = items.Count;
        return Outcome.Ongoing.Plain;
    }

    public Outcome ChildDone(ActivityContext context, ActivityContext child, IReadOnlyList<string> outcomes) =>
        --context.Index == 0 ? Outcome.Done.Plain : Outcome.Ongoing.Plain;
}
