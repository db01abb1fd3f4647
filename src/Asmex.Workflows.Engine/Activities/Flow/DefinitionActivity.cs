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
        // The inputs are expressions of the definition around, so they are evaluated there.
        var given = new JsonObject();
        foreach (var (name, input) in inputs)
            given[name] = Values.ToJson(Values.Normalize(context.Parent!.Get(input)));
        context.Memory = given;
        context.Schedule(root);
        return Outcome.Ongoing.Plain;
    }

    public Outcome ChildDone(ActivityContext context, ActivityContext child, IReadOnlyList<string> names) => Outcome.Done.Plain;

    public static object? InputValue(ActivityContext context, string name) =>
        context.Memory is JsonObject given ? Values.FromJson(given.FirstOrDefault(g => g.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value) : null;

    public void SetOutput(ActivityContext context, string name, object? value) =>
        context.Parent!.Set(outputs.GetValueOrDefault(name), value, name);
}
