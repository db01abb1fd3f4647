using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Asmex.Workflows.Engine.Expressions;

/// <summary>From a kept value to the type an input asks for.</summary>
internal static class Conversion
{
    public static T? To<T>(object? value)
    {
        if (value is null)
            return default;
        if (value is T same && value is not JsonNode)
            return same;
        if (typeof(T) == typeof(object))
            return (T)value;
        if (value is string { Length: 0 } && typeof(T) != typeof(string))
            return default;
        try
        {
            return (T?)To(value, Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T));
        }
        catch (Exception problem) when (problem is FormatException or JsonException or InvalidCastException or OverflowException or ArgumentException)
        {
            throw new FormatException($"A value of type {typeof(T).Name} is needed, got: {Shortened(Values.Text(value))}", problem);
        }
    }

    /// <summary>The value as a variable of this type keeps it.</summary>
    public static object? ToVariable(object? value, string typeName, bool isArray)
    {
        if (value is null || isArray)
            return value;
        return typeName switch
        {
            "String" => Values.Text(value),
            "Int32" or "Int64" or "Long" or "Integer" => To<long?>(value),
            "Boolean" => To<bool?>(value),
            "Decimal" => To<decimal?>(value),
            "Double" or "Single" or "Float" => To<double?>(value),
            "Object" or "" => value,
            _ => value is string text ? Structured(text) ?? value : value,
        };
    }

    private static object? To(object value, Type type)
    {
        if (type == typeof(string))
            return Values.Text(value);
        if (type == typeof(bool))
            return value switch
            {
                string text => bool.Parse(text),
                long number => number != 0,
                double number => number != 0 && !double.IsNaN(number),
                decimal number => number != 0,
                _ => true,
            };
        if (type.IsEnum)
            return value is string name ? Enum.Parse(type, name, ignoreCase: true) : Enum.ToObject(type, Convert.ToInt64(value, CultureInfo.InvariantCulture));
        if (type == typeof(TimeSpan))
            return value is string text ? TimeSpan.Parse(text, CultureInfo.InvariantCulture) : TimeSpan.FromSeconds(Convert.ToDouble(value, CultureInfo.InvariantCulture));
        if (type == typeof(DateTimeOffset))
            return DateTimeOffset.Parse(Values.Text(value), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        if (type == typeof(DateOnly))
            return DateOnly.Parse(Values.Text(value).Split('T')[0], CultureInfo.InvariantCulture);
        if (type == typeof(Guid))
            return Guid.Parse(Values.Text(value));
        if (type.IsPrimitive || type == typeof(decimal))
            return Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
        return Complex(value, type);
    }

    private static object? Complex(object value, Type type)
    {
        if (typeof(JsonNode).IsAssignableFrom(type))
        {
            var node = Values.ToJson(value is string json ? Structured(json) ?? value : value);
            return type.IsInstanceOfType(node) ? node : throw new InvalidCastException();
        }
        var source = value is string text ? Structured(text) ?? value : value;
        if (source is not (JsonArray or JsonObject) && type.IsAssignableTo(typeof(System.Collections.IEnumerable)))
            source = new JsonArray(Values.ToJson(source));
        return (source as JsonNode ?? Values.ToJson(source)).Deserialize(type, Values.Web);
    }

    public static JsonNode? Structured(string text) =>
        text.AsSpan().TrimStart() is ['{' or '[', ..] ? JsonNode.Parse(text) : null;

    private static string Shortened(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
