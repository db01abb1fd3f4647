using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Expressions;

namespace Asmex.Workflows.Engine.Execution;

/// <summary>Variables and outputs, as expressions and activities find them.</summary>
internal sealed partial class Run
{
    private Dictionary<string, object?> _outputs;
    private bool _areOutputsCopied;

    /// <summary>What the last activity to set a result said.</summary>
    public object? LastResult { get; private set; }

    public void SetVariable(ActivityContext from, string id, object? value) =>
        (from.FindVariable(id) ?? from.FindVariableByName(id) ?? Declare(id)).Set(value);

    public void SetVariableByName(ActivityContext from, string name, object? value) =>
        (from.FindVariableByName(name) ?? Declare(name)).Set(Values.Normalize(value));

    public void SetOutput(string name, object? value)
    {
        Output = (JsonObject)Output.DeepClone();
        Output[name] = Values.ToJson(value);
    }

    /// <summary>Remembers an output for expressions that ask an activity for it. Kept with the instance only when the definition has such an expression.</summary>
    public void Record(ActivityContext context, string name, object? value)
    {
        if (name == "Result")
            LastResult = value;
        if (!Definition.AsksForOutputs)
            return;
        if (!_areOutputsCopied)
            (_outputs, _areOutputsCopied) = (new Dictionary<string, object?>(_outputs), true);
        _outputs[$"{context.Node.Id}.{name}"] = value;
    }

    public object? OutputOf(string activityIdOrName, string? name)
    {
        var node = Definition.Nodes.FirstOrDefault(n => n.Id == activityIdOrName) ?? Definition.Nodes.FirstOrDefault(n => n.Name == activityIdOrName);
        return node is null ? null : _outputs.GetValueOrDefault($"{node.Id}.{(string.IsNullOrEmpty(name) ? "Result" : name)}");
    }

    private VariableSlot Declare(string name)
    {
        var slot = new VariableSlot(name, null);
        (Root.Slots ??= []).Add(slot);
        return slot;
    }
}
