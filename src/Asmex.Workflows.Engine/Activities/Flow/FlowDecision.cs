namespace Asmex.Workflows.Engine.Activities;

/// <summary>Goes on by one of two ports.</summary>
/// <remarks>Input: <c>Condition</c>. Outcomes: <c>True</c>, <c>False</c>.</remarks>
[Activity("Elsa.FlowDecision", Category = "Branching", DisplayName = "Decision", Description = "Evaluate a condition and go on by True or False.")]
[Outcomes("True", "False", IsExclusive = true)]
internal sealed class FlowDecision : IActivity
{
    private static readonly Outcome.Done Yes = new("True");
    private static readonly Outcome.Done No = new("False");

    [Input(Description = "The condition.")]
    public Input<bool>? Condition { get; init; }

    public Outcome Run(ActivityContext context) => context.Get(Condition) ? Yes : No;
}
