using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Asmex.Workflows.Engine.Execution;

/// <summary>Keys by which the outside finds bookmarks without knowing their ids.</summary>
public static class Stimuli
{
    /// <summary>The key of a wait for an event of this name, whatever it carries.</summary>
    public static string Event(string name) => "event:" + name;

    /// <summary>The key of a wait for an event of this name that carries just this: objects with the same members are the same, in whatever order.
    /// Without a payload: any.</summary>
    public static string Event(string name, JsonNode? payload) => payload is null ? Event(name) : $"{Event(name)}#{HashOf(payload)}";

    /// <summary>The key of a wait for the result of a task that <c>Elsa.RunTask</c> asked for.</summary>
    public static string Task(string taskId) => "task:" + taskId;

    private static string HashOf(JsonNode payload)
    {
        var text = new StringBuilder();
        Write(payload, text);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..32];
    }

    private static void Write(JsonNode? node, StringBuilder text)
    {
        switch (node)
        {
            case JsonObject members:
                text.Append('{');
                foreach (var (name, value) in members.OrderBy(m => m.Key, StringComparer.Ordinal))
                {
                    text.Append(JsonValue.Create(name).ToJsonString()).Append(':');
                    Write(value, text);
                    text.Append(',');
                }

                text.Append('}');
                break;
            case JsonArray items:
                text.Append('[');
                foreach (var item in items)
                {
                    Write(item, text);
                    text.Append(',');
                }

                text.Append(']');
                break;
            default:
                text.Append(Plain(node));
                break;
        }
    }

    // 1, 1.0 and 1e0 are one number.
    private static string Plain(JsonNode? node) => node?.ToJsonString() switch
    {
        null => "null",
        var text when node.GetValueKind() == JsonValueKind.Number && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
            number.ToString("G29", CultureInfo.InvariantCulture),
        var text => text,
    };
}
