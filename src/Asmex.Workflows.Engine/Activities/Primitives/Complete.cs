using Asmex.Workflows.Engine.Expressions;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>Completes the definition it stands in, with the chosen outcomes.</summary>
/// <remarks>Input: <c>Outcomes</c>, a name or a list of names.</remarks>
[Activity("Elsa.Complete", Category = "Primitives", Description = "Complete the composite around it with outcomes.")]
[Outcomes]
internal sealed class Complete : ITerminal
{
    [Input(Description = "The outcomes.")]
    public Input<object>? Outcomes { get; init; }

    public Outcome Run(ActivityContext context)
    {
        var names = Values.List(context.Get(Outcomes)).Select(Values.Text).Where(name => name.Length > 0).ToArray();
        context.Run.CompleteComposite(context, names.Length == 0 ? Outcome.DoneNames : names);
        return Outcome.Ongoing.Plain;
    }
}
