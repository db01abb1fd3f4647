using Asmex.Workflows.Engine.Expressions;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>Runs a script. Inputs: <c>Script</c>; <c>PossibleOutcomes</c>, its ports. Output: <c>Result</c>. Outcomes: those the script sets, else <c>Done</c>.</summary>
[Activity("Elsa.RunJavaScript", Category = "Scripting", DisplayName = "Run JavaScript", Description = "Run a script.")]
internal sealed class RunJavaScript : IHasPorts
{
    private Script? _script;

    [Input(Required = true, Description = "The script.")]
    public Input<string>? Script { get; init; }

    [Input(Description = "The outcomes that the script may set.")]
    public Input<List<string>>? PossibleOutcomes { get; init; }

    [Output(Description = "What the script returns.")]
    public Output<object>? Result { get; init; }

    public IReadOnlyList<string>? Ports => PossibleOutcomes is null or { IsConstant: true } ? [.. PossibleOutcomes?.Constant ?? [], .. Outcome.DoneNames] : null;

    public Outcome Run(ActivityContext context)
    {
        var text = context.Get(Script) ?? "";
        if (_script?.Text != text)
            _script = Expressions.Script.Parse(text);
        var result = context.Run.Scripts.Evaluate(_script, context, out var outcomes);
        context.Set(Result, result);
        return outcomes.Count == 0 ? Outcome.Done.Plain : new Outcome.Done([.. outcomes]);
    }
}
