using Asmex.Workflows.Engine.Definitions;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>Runs its activities at once and ends when all have. Outcome: <c>Done</c>.</summary>
[Activity("Elsa.Parallel", Category = "Workflows", Description = "Run activities at once.", IsContainer = true, IsBrowsable = false)]
internal sealed class Parallel : IComposite
{
    [Port] public IReadOnlyList<ActivityNode> Activities { get; init; } = [];

    public Outcome Run(ActivityContext context)
    {
        foreach (var activity in Activities)
            context.Schedule(activity);
        return Activities.Count == 0 ? Outcome.Done.Plain : Outcome.Ongoing.Plain;
    }

    public Outcome ChildDone(ActivityContext context, ActivityContext child, IReadOnlyList<string> outcomes) =>
        ++context.Index == Activities.Count ? Outcome.Done.Plain : Outcome.Ongoing.Plain;
}
