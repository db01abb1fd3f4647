using System.Collections;
using System.Text.Json.Nodes;

namespace Asmex.Workflows.Engine.Activities;

/// <summary>Elsa's names for the types of values.</summary>
internal static class TypeAliases
{
    public static string Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (typeof(JsonNode).IsAssignableFrom(type))
            return type == typeof(JsonObject) ? "ObjectDictionary" : "Object";
        if (type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable)))
            return "Object[]";
        return type.Namespace == nameof(System) || type.IsEnum ? type.Name : "Object";
    }
}
