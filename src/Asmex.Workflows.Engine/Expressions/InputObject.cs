using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime.Descriptors;

namespace Asmex.Workflows.Engine.Expressions;

/// <summary><c>input</c> in a script: the inputs of the workflow, or of the definition used as an activity.</summary>
internal sealed class InputObject(Jint.Engine engine, ScriptScope scope) : ObjectInstance(engine)
{
    public override JsValue Get(JsValue property, JsValue receiver) => property.IsString() ? scope.InputJs(property.ToString()) : Undefined;

    public override bool Set(JsValue property, JsValue value, JsValue receiver) => false;

    public override PropertyDescriptor GetOwnProperty(JsValue property) => new(Get(property, this), PropertyFlag.OnlyEnumerable);
}
