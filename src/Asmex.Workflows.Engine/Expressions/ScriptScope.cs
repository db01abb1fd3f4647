using System.Text;
using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Execution;
using Jint;
using Jint.Native;
using Jint.Native.Json;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace Asmex.Workflows.Engine.Expressions;

/// <summary>What scripts see: Elsa's accessors, over the context that evaluates just now.</summary>
internal sealed class ScriptScope
{
    private static readonly Prepared<Acornima.Ast.Script> ClockOfTheBurst = Jint.Engine.PrepareScript(
        "Date = class extends Date { constructor(...a) { if (a.length) super(...a); else super(burstNow()); } static now() { return burstNow(); } };");

    private readonly Run _run;
    private readonly Jint.Engine _engine;
    private readonly HashSet<string> _defined = [];
    private readonly VariablesObject _variables;
    private List<string>? _outcomes;
    private ActivityContext _context = null!;
    private bool _hasClock;

    public ScriptScope(Run run, Jint.Engine engine)
    {
        (_run, _engine) = (run, engine);
        _variables = new VariablesObject(engine, this);
        engine.SetValue("variables", _variables);
        engine.SetValue("input", new InputObject(engine, this));
        Define("getVariable", args => ToJs(FindVariable(Text(args, 0))));
        Define("setVariable", args => Set(Text(args, 0), args.At(1)));
        Define("getInput", args => ToJs(_context.InputValue(Text(args, 0))));
        Define("getOutputFrom", args => ToJs(_run.OutputOf(Text(args, 0), args.Length > 1 ? Text(args, 1) : null)));
        Define("getLastResult", _ => ToJs(_run.LastResult));
        Define("getCorrelationId", _ => ToJs(_run.CorrelationId));
        Define("setCorrelationId", args => Do(() => _run.CorrelationId = Text(args, 0)));
        Define("getWorkflowInstanceId", _ => _run.InstanceId);
        Define("getWorkflowInstanceName", _ => ToJs(_run.Name));
        Define("setWorkflowInstanceName", args => Do(() => _run.Name = Text(args, 0)));
        Define("getWorkflowDefinitionId", _ => _run.Definition.DefinitionId);
        Define("getWorkflowDefinitionVersionId", _ => _run.Definition.Id);
        Define("getWorkflowDefinitionVersion", _ => _run.Definition.Version);
        Define("setOutcome", args => Do(() => (_outcomes = []).Add(Text(args, 0))));
        Define("setOutcomes", args => Do(() => _outcomes = [.. Values.List(FromJs(args.At(0))).Select(Values.Text)]));
        Define("isNullOrEmpty", args => Text(args, 0).Length == 0);
        Define("isNullOrWhiteSpace", args => string.IsNullOrWhiteSpace(Text(args, 0)));
        Define("toJson", args => ToJs(new JsonSerializer(_engine).Serialize(args.At(0)).ToString()));
        Define("newGuid", _ => Guid.NewGuid().ToString());
        Define("newGuidString", _ => Guid.NewGuid().ToString());
        Define("stringToBase64", args => Convert.ToBase64String(Encoding.UTF8.GetBytes(Text(args, 0))));
        Define("stringFromBase64", args => Encoding.UTF8.GetString(Convert.FromBase64String(Text(args, 0))));
        Define("parseGuid", args => Guid.Parse(Text(args, 0)).ToString());
        Define("burstNow", _ => _run.Now.ToUnixTimeMilliseconds());
    }

    public object? Evaluate(Script script, ActivityContext context, out IReadOnlyList<string> outcomes)
    {
        var before = _context;
        (_context, _outcomes) = (context, null);
        foreach (var (isSetter, name) in script.Accessors)
            Accessor(isSetter, name);
        if (script.UsesDate && !_hasClock)
        {
            _hasClock = true;
            _engine.Execute(ClockOfTheBurst);
        }
        var result = FromJs(_engine.Evaluate(script.Prepared));
        _variables.WriteBack();
        outcomes = _outcomes ?? [];
        _context = before;
        return result;
    }

    internal object? FindVariable(string name) => _context.FindVariableByName(name)?.Value;

    internal JsValue FindVariableJs(string name) => _context.FindVariableByName(name) is { } slot ? ToJs(slot.Value) : JsValue.Undefined;

    internal void SetVariable(string name, object? value) => _run.SetVariableByName(_context, name, value);

    internal JsValue InputJs(string name) => ToJs(_context.InputValue(name));

    internal JsValue ToJs(object? value) => value switch
    {
        null => JsValue.Null,
        string text => new JsString(text),
        bool flag => flag ? JsBoolean.True : JsBoolean.False,
        long number => JsNumber.Create(number),
        decimal number => JsNumber.Create((double)number),
        double number => JsNumber.Create(number),
        JsonNode node => new JsonParser(_engine).Parse(node.ToJsonString()),
        _ => JsValue.FromObject(_engine, value),
    };

    internal object? FromJs(JsValue value) => value switch
    {
        JsNumber number => Values.Number(number.AsNumber()),
        JsString text => text.ToString(),
        JsBoolean flag => flag.AsBoolean(),
        _ when value.IsNull() || value.IsUndefined() => null,
        _ => new JsonSerializer(_engine).Serialize(value) is JsString json ? Values.FromJson(JsonNode.Parse(json.ToString())) : null,
    };

    private void Accessor(bool isSetter, string name)
    {
        var function = (isSetter ? "set" : "get") + name;
        if (!_defined.Contains(function) && !_engine.Global.HasProperty(function))
            Define(function, isSetter ? args => Set(name, args.At(0)) : _ => Named(name));
    }

    // getX is a variable's or an input's value; getXFromY the output X of the activity named Y.
    private JsValue Named(string name)
    {
        if (_context.FindVariableByName(name) is { } slot)
            return ToJs(slot.Value);
        var parts = name.Split("From", 2);
        return ToJs(parts.Length == 2 ? _run.OutputOf(parts[1], parts[0]) : _context.InputValue(name));
    }

    private JsValue Set(string name, JsValue value)
    {
        _variables.Forget(name);
        SetVariable(name, FromJs(value));
        return JsValue.Undefined;
    }

    private static JsValue Do(Action action)
    {
        action();
        return JsValue.Undefined;
    }

    private string Text(JsValue[] arguments, int index) => Values.Text(FromJs(arguments.At(index)));

    private void Define(string name, Func<JsValue[], JsValue> body)
    {
        _defined.Add(name);
        _engine.SetValue(name, new ClrFunction(_engine, name, (_, arguments) => body(arguments)));
    }
}
