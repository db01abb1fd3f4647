using Asmex.Workflows.Engine.Definitions;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>Runs several branches at once. Inputs: <c>JoinMode</c> — WaitAll or WaitAny; <c>Branches</c>. Outcome: <c>Done</c>.</summary>
[Activity("Elsa.Fork", Category = "Branching", Description = "Run several branches at once.", IsBrowsable = false)]
internal sealed class Fork : IBreakable
{
    [Input(Description = "WaitAll ends when all branches have, WaitAny when one has.")]
    public ForkJoinMode JoinMode { get; init; }

    [Port] public IReadOnlyList<ActivityNode> Branches { get; init; } = [];

    public bool EndsBreak => false;

    public Outcome Run(ActivityContext context)
    {
        foreach (var branch in Branches)
            context.Schedule(branch);
        return Branches.Count == 0 ? Outcome.Done.Plain : Outcome.Ongoing.Plain;
    }

    public Outcome ChildDone(ActivityContext context, ActivityContext child, IReadOnlyList<string> outcomes)
    {
        context.Index++;
        return context.IsBreaking || JoinMode == ForkJoinMode.WaitAny || context.Index == Branches.Count ? Outcome.Done.Plain : Outcome.Ongoing.Plain;
    }
}
