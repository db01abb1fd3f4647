using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Asmex.Workflows.Engine.Expressions;

/// <summary>Values of variables, inputs and outputs: null, string, bool, long, decimal, double, or a JSON object or array that nobody changes.</summary>
internal static class Values
{
    public static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static object? FromJson(JsonNode? node) => node switch
    {
        null => null,
        JsonValue value => FromJson(value),
        _ => node,
    };

    public static JsonNode? ToJson(object? value) => value switch
    {
        null => null,
        JsonNode node => node.DeepClone(),
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        long number => JsonValue.Create(number),
        int number => JsonValue.Create(number),
        decimal number => JsonValue.Create(number),
        double number when double.IsFinite(number) => JsonValue.Create(number),
        double => null,
        _ => JsonSerializer.SerializeToNode(value, value.GetType(), Web),
    };

    /// <summary>Any CLR value as one of the few kinds that are kept.</summary>
    public static object? Normalize(object? value) => value switch
    {
        null or string or bool or long or decimal or JsonObject or JsonArray => value,
        double number => Number(number),
        JsonValue node => FromJson(node),
        int number => (long)number,
        short or byte or sbyte or ushort or uint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        float number => Number(number),
        Enum name => name.ToString(),
        _ => FromJson(JsonSerializer.SerializeToNode(value, value.GetType(), Web)),
    };

    public static object? Number(double number) =>
        Math.Floor(number) == number && Math.Abs(number) < 9e15 ? (object)(long)number : number;

    public static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        bool flag => flag ? "true" : "false",
        IFormattable number and not JsonNode => number.ToString(null, CultureInfo.InvariantCulture),
        JsonNode node => node.ToJsonString(Web),
        _ => value.ToString() ?? "",
    };

    public static IReadOnlyList<object?> List(object? value) => value switch
    {
        null => [],
        JsonArray array => [.. array.Select(FromJson)],
        string text when text.AsSpan().TrimStart().StartsWith("[") => List(JsonNode.Parse(text)),
        string text => [text],
        IEnumerable items and not JsonObject => [.. items.Cast<object?>().Select(Normalize)],
        _ => [value],
    };

    private static object? Number(JsonValue value)
    {
        if (value.TryGetValue<long>(out var whole))
            return whole;
        if (value.TryGetValue<decimal>(out var exact))
            return exact;
        if (value.TryGetValue<double>(out var near))
            return near;
        return JsonSerializer.Deserialize<decimal>(value.ToJsonString()) is var other && other == Math.Floor(other) && other is > long.MinValue and < long.MaxValue ? (object)(long)other : other;
    }

    private static object? FromJson(JsonValue value)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.String:
                return value.GetValue<string>();
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            case JsonValueKind.Number:
                return Number(value);
            default:
                return null;
        }
    }
}
