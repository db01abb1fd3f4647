using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.Engine.Expressions;

namespace Asmex.Workflows.Engine.Execution;

/// <summary>A variable of one run: where it is declared and what it holds now.</summary>
internal sealed class VariableSlot(string id, string name, string typeName, bool isArray, object? value)
{
    public VariableSlot(Variable declared) : this(declared.Id, declared.Name, declared.TypeName, declared.IsArray, declared.Default)
    {
    }

    public VariableSlot(string name, object? value) : this(name, name, "Object", false, value)
    {
    }

    public string Id { get; } = id;
    public string Name { get; } = name;
    public object? Value { get; private set; } = value;

    public void Set(object? value) => Value = Conversion.ToVariable(value, typeName, isArray);
}
