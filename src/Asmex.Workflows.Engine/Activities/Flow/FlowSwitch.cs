using System.Text.Json.Nodes;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>Goes on by the ports of the cases whose condition holds.</summary>
/// <remarks>Inputs: <c>Cases</c>, each with a label and a condition; <c>Mode</c> — MatchFirst or MatchAny.
/// Outcomes: the labels, and <c>Default</c> when none holds.</remarks>
[Activity("Elsa.FlowSwitch", Category = "Branching", DisplayName = "Switch (flow)", Description = "Go on by the cases that match.")]
internal sealed class FlowSwitch : IHasPorts
{
    private static readonly Outcome.Done Otherwise = new("Default");
    private IReadOnlyList<SwitchCase>? _cases;

    [Input(Description = "The cases: a label and a condition each.", UiHint = "flow-switch-editor")]
    public JsonArray? Cases { get; init; }

    [Input(Description = "MatchFirst follows the first case that holds, MatchAny each.")]
    public Input<SwitchMode>? Mode { get; init; }

    public IReadOnlyList<string> Ports => [.. AllCases.Select(c => c.Label), "Default"];

    public IReadOnlyList<SwitchCase> AllCases => _cases ??= SwitchCase.Read(Cases);

    public Outcome Run(ActivityContext context)
    {
        var matching = AllCases.Where(c => context.Get(c.Condition)).Select(c => c.Label);
        if (context.Get(Mode) == SwitchMode.MatchFirst)
            matching = matching.Take(1);
        return matching.ToArray() is { Length: > 0 } labels ? new Outcome.Done(labels) : Otherwise;
    }
}
