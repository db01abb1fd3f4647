using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.Engine.Expressions;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>A definition used as an activity: its inputs are given like any activity's, its outcomes are its ports.</summary>
[NotInCatalog]
internal sealed class DefinitionActivity(
    ActivityNode root,
    IReadOnlyList<string> outcomes,
    IReadOnlyDictionary<string, Input<object>> inputs,
    IReadOnlyDictionary<string, Output<object>> outputs) : IComposite, IHasPorts
{
    public IReadOnlyList<string> Ports => outcomes.Count == 0 ? Outcome.DoneNames : outcomes;

    public Outcome Run(ActivityContext context)
    {
        // The inputs are expressions of the definition around: they see what a loop gives its body, but no variable of the definition that is used.
        var slots = context.Slots;
        context.Slots = slots?.GetRange(0, slots.Count - context.Node.Variables.Count);
        var given = new JsonObject();
        foreach (var (name, input) in inputs)
            given[name] = Values.ToJson(Values.Normalize(context.Get(input)));
        (context.Memory, context.Slots) = (given, slots);
        context.Schedule(root);
        return Outcome.Ongoing.Plain;
    }

    public Outcome ChildDone(ActivityContext context, ActivityContext child, IReadOnlyList<string> names) => Outcome.Done.Plain;

    public static object? InputValue(ActivityContext context, string name) =>
        context.Memory is JsonObject given ? Values.FromJson(given.FirstOrDefault(g => g.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value) : null;

    /// <summary>Sets the variable of the definition around that the output is bound to, and what expressions there find by the output's name.</summary>
    public void SetOutput(ActivityContext context, string name, object? value)
    {
        var kept = Values.Normalize(value);
        context.Run.Record(context, name, kept);
        if (outputs.GetValueOrDefault(name)?.VariableId is { } id)
            context.Run.SetVariable(context.Parent!, id, kept);
    }
}
