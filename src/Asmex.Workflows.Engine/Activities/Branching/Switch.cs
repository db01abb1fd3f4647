using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Definitions;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>Runs the activities of the cases whose condition holds, or <c>Default</c>. Inputs: <c>Cases</c>; <c>Mode</c>. Outcome: <c>Done</c>.</summary>
[Activity("Elsa.Switch", Category = "Branching", Description = "Run the activities of the cases that match.")]
internal sealed class Switch : IComposite
{
    private IReadOnlyList<SwitchCase>? _cases;

    [Input(Description = "The cases: a label, a condition and an activity each.", UiHint = "switch-editor")]
    public JsonArray? Cases { get; init; }

    [Input(Description = "MatchFirst runs the first case that holds, MatchAny each.")]
    public Input<SwitchMode>? Mode { get; init; }

    /// <summary>The activities of the cases, null where a case has none.</summary>
    [Port(Within = "cases", Element = "activity")] public IReadOnlyList<ActivityNode?> CaseActivities { get; init; } = [];

    [Port] public ActivityNode? Default { get; init; }

    public Outcome Run(ActivityContext context)
    {
        _cases ??= SwitchCase.Read(Cases);
        var matching = Enumerable.Range(0, _cases.Count).Where(i => context.Get(_cases[i].Condition));
        if (context.Get(Mode) == SwitchMode.MatchFirst)
            matching = matching.Take(1);
        var chosen = matching.ToArray();
        var next = chosen.Length == 0 ? [Default] : chosen.Select(i => CaseActivities[i]).ToArray();
        foreach (var node in next.OfType<ActivityNode>())
        {
            context.Schedule(node);
            context.Index++;
        }
        return context.Index > 0 ? Outcome.Ongoing.Plain : Outcome.Done.Plain;
    }

    public Outcome ChildDone(ActivityContext context, ActivityContext child, IReadOnlyList<string> outcomes) =>
        --context.Index == 0 ? Outcome.Done.Plain : Outcome.Ongoing.Plain;
}
