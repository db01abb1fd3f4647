namespace Asmex.Workflows.Engine.Activities;

/// <summary>Goes on by several ports at once.</summary>
/// <remarks>Input: <c>Branches</c>, the names of its ports, which are its outcomes.</remarks>
[Activity("Elsa.FlowFork", Category = "Branching", DisplayName = "Fork (flow)", Description = "Go on by several branches at once.")]
internal sealed class FlowFork : IHasPorts
{
    [Input(Description = "The names of the branches.", UiHint = "dynamic-outcomes")]
    public Input<List<string>>? Branches { get; init; }

    public IReadOnlyList<string>? Ports => Branches is null ? Outcome.DoneNames : Branches.IsConstant ? Branches.Constant ?? [] : null;

    public Outcome Run(ActivityContext context) => new Outcome.Done([.. context.Get(Branches) ?? [.. Outcome.DoneNames]]);
}
