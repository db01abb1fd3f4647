using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Expressions;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>Gives a variable a value. Inputs: <c>Variable</c>, <c>Value</c>. Outcome: <c>Done</c>.</summary>
[Activity("Elsa.SetVariable", Category = "Primitives", DisplayName = "Set variable", Description = "Give a variable a value.")]
internal sealed class SetVariable : IActivity
{
    private string? _id;

    [Input(Required = true, Description = "The variable.", UiHint = "variable-picker")]
    public JsonNode? Variable { get; init; }

    [Input(Description = "The value.")]
    public Input<object>? Value { get; init; }

    public Outcome Run(ActivityContext context)
    {
        _id ??= Variable?["id"]?.GetValue<string>() ?? Variable?["expression"]?["value"]?["id"]?.GetValue<string>() ?? "";
        context.Run.SetVariable(context, _id, Values.Normalize(context.Get(Value)));
        return Outcome.Done.Plain;
    }
}
