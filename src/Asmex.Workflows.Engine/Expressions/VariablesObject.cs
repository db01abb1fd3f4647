using System.Text.Json.Nodes;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime.Descriptors;

namespace Asmex.Workflows.Engine.Expressions;

/// <summary><c>variables</c> in a script: reads and sets the variables in scope; what a script changes inside an object is kept too.</summary>
internal sealed class VariablesObject(Jint.Engine engine, ScriptScope scope) : ObjectInstance(engine)
{
    private readonly Dictionary<string, (JsValue Given, string Json)> _handedOut = [];

    public override JsValue Get(JsValue property, JsValue receiver)
    {
        if (!property.IsString())
            return Undefined;
        var name = property.ToString();
        if (_handedOut.TryGetValue(name, out var known))
            return known.Given;
        var value = scope.FindVariableJs(name);
        if (value.IsObject() && scope.FindVariable(name) is JsonNode node)
            _handedOut[name] = (value, node.ToJsonString());
        return value;
    }

    public override bool Set(JsValue property, JsValue value, JsValue receiver)
    {
        var name = property.ToString();
        _handedOut.Remove(name);
        scope.SetVariable(name, scope.FromJs(value));
        return true;
    }

    public override bool HasProperty(JsValue property) => !scope.FindVariableJs(property.ToString()).IsUndefined();

    public override PropertyDescriptor GetOwnProperty(JsValue property)
    {
        var value = Get(property, this);
        return value.IsUndefined() ? PropertyDescriptor.Undefined : new PropertyDescriptor(value, PropertyFlag.ConfigurableEnumerableWritable);
    }

    public void Forget(string name) => _handedOut.Remove(name);

    public void WriteBack()
    {
        foreach (var (name, (given, before)) in _handedOut)
            if (scope.FromJs(given) is JsonNode after && after.ToJsonString() != before)
                scope.SetVariable(name, after);
        _handedOut.Clear();
    }
}
