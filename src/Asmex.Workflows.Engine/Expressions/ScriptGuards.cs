using System.Runtime.CompilerServices;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;

namespace Asmex.Workflows.Engine.Expressions;

/// <summary>Holds what the limits on statements, time and memory do not see: one call into a built-in function that recurses or allocates without end.</summary>
internal static class ScriptGuards
{
    private const int MostCharacters = 10_000_000;
    private const int MostLevels = 100;

    // Proxies of proxies recurse in the engine itself; buffers are allocated before any limit is looked at.
    private static readonly string[] NotOffered =
    [
        "Proxy", "ArrayBuffer", "SharedArrayBuffer", "Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array",
        "Float16Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array",
    ];

    public static void Apply(Jint.Engine engine)
    {
        foreach (var name in NotOffered)
            engine.Global.Delete(name);
        var arrays = PrototypeOf(engine, "Array");
        foreach (var name in (string[])["join", "toString", "toLocaleString"])
            Before(engine, arrays, name, (_, _) => RuntimeHelpers.EnsureSufficientExecutionStack());
        Before(engine, arrays, "flat", (_, given) => AtMost(given.At(0), 1, MostLevels, "flat: at most 100 levels."));
        Before(engine, PrototypeOf(engine, "Function"), "bind", (function, _) => Refuse(function.Get("name").ToString().StartsWith("bound bound bound ", StringComparison.Ordinal), "bind: at most three times."));
        var texts = PrototypeOf(engine, "String");
        Before(engine, texts, "repeat", (text, given) => AtMost(given.At(0), Math.Max(1, TypeConverter.ToString(text).Length), MostCharacters, "repeat: at most ten million characters."));
        foreach (var name in (string[])["padStart", "padEnd"])
            Before(engine, texts, name, (_, given) => AtMost(given.At(0), 1, MostCharacters, $"{name}: at most ten million characters."));

        // The serialiser asks every object for this function, and so comes by at every level.
        Set(PrototypeOf(engine, "Object"), "toJSON", new ClrFunction(engine, "toJSON", (self, _) =>
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            return self;
        }));
    }

    private static ObjectInstance PrototypeOf(Jint.Engine engine, string constructor) => engine.GetValue(constructor).Get("prototype").AsObject();

    private static void Before(Jint.Engine engine, ObjectInstance owner, string name, Action<JsValue, JsValue[]> check)
    {
        var original = owner.Get(name);
        Set(owner, name, new ClrFunction(engine, name, (self, given) =>
        {
            check(self, given);
            return original.Call(self, given);
        }));
    }

    private static void Set(ObjectInstance owner, string name, JsValue value) => owner.FastSetProperty(name, new PropertyDescriptor(value, writable: true, enumerable: false, configurable: true));

    private static void AtMost(JsValue count, int each, int most, string message) => Refuse(TypeConverter.ToNumber(count) * each > most, message);

    private static void Refuse(bool when, string message)
    {
        if (when)
            throw new InvalidOperationException(message);
    }
}
