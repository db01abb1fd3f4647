using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;

namespace Asmex.Workflows.Engine.Execution;

/// <summary>A state as compact JSON. Names are short and defaults left out: every resume writes it.</summary>
internal static class StateWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static string Write(WorkflowState state)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Options))
            Write(json, state);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static void Value(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case long number: json.WriteNumberValue(number); break;
            case decimal number: json.WriteNumberValue(number); break;
            case double number when double.IsFinite(number): json.WriteNumberValue(number); break;
            case JsonNode node: node.WriteTo(json); break;
            default: json.WriteNullValue(); break;
        }
    }

    private static void Write(Utf8JsonWriter json, WorkflowState state)
    {
        json.WriteStartObject();
        json.WriteString("i", state.InstanceId);
        json.WriteString("d", state.DefinitionId);
        json.WriteNumber("v", state.Version);
        Text(json, "c", state.CorrelationId);
        Text(json, "n", state.Name);
        json.WriteString("s", state.SubStatus.ToString());
        json.WriteNumber("r", state.Rounds);
        Members(json, "in", state.Input);
        Members(json, "o", state.Output);
        if (state.Outputs.Count > 0)
            Pairs(json, "u", state.Outputs);
        json.WriteStartArray("x");
        foreach (var context in state.Contexts)
            Context(json, context);
        json.WriteEndArray();
        if (state.Bookmarks.Count > 0)
            Bookmarks(json, state.Bookmarks);
        json.WriteEndObject();
    }

    private static void Context(Utf8JsonWriter json, ContextRecord context)
    {
        json.WriteStartObject();
        json.WriteString("n", context.NodeId);
        json.WriteString("e", context.ExecutionId);
        if (context.Parent >= 0)
            json.WriteNumber("p", context.Parent);
        if (context.Status != ActivityStatus.Running)
            json.WriteString("s", context.Status.ToString());
        json.WriteNumber("t", context.StartedAt.ToUnixTimeMilliseconds());
        if (context.Index != 0)
            json.WriteNumber("k", context.Index);
        if (context.IsBreaking)
            json.WriteBoolean("br", true);
        if (context.CameBack)
            json.WriteBoolean("cb", true);
        if (context.BookmarkCount != 0)
            json.WriteNumber("bc", context.BookmarkCount);
        Counts(json, "fa", context.ActivityVisits);
        Counts(json, "fc", context.ConnectionVisits);
        Places(json, "fp", context.Postponed);
        if (context.Variables.Count > 0)
            Pairs(json, "v", context.Variables);
        if (context.Memory is not null)
        {
            json.WritePropertyName("m");
            context.Memory.WriteTo(json);
        }
        json.WriteEndObject();
    }

    private static void Bookmarks(Utf8JsonWriter json, IReadOnlyList<Bookmark> bookmarks)
    {
        json.WriteStartArray("b");
        foreach (var bookmark in bookmarks)
        {
            json.WriteStartObject();
            json.WriteString("e", bookmark.ExecutionId);
            if (bookmark.Id != bookmark.ExecutionId)
                json.WriteString("i", bookmark.Id);
            json.WriteString("n", bookmark.NodeId);
            json.WriteString("t", bookmark.Name);
            Text(json, "s", bookmark.Stimulus);
            if (bookmark.Payload is not null)
            {
                json.WritePropertyName("p");
                bookmark.Payload.WriteTo(json);
            }
            if (bookmark.DueAt is { } due)
                json.WriteString("d", due);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Counts(Utf8JsonWriter json, string name, int[]? counts)
    {
        if (counts is null)
            return;
        json.WriteStartArray(name);
        var length = Array.FindLastIndex(counts, count => count != 0) + 1;
        foreach (var count in counts.AsSpan(0, length))
            json.WriteNumberValue(count);
        json.WriteEndArray();
    }

    private static void Places(Utf8JsonWriter json, string name, int[]? places)
    {
        if (places is null or [])
            return;
        json.WriteStartArray(name);
        foreach (var place in places)
            json.WriteNumberValue(place);
        json.WriteEndArray();
    }

    private static void Pairs(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, object?>> pairs)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in pairs)
        {
            json.WritePropertyName(key);
            Value(json, value);
        }
        json.WriteEndObject();
    }

    private static void Members(Utf8JsonWriter json, string name, JsonObject members)
    {
        if (members.Count == 0)
            return;
        json.WritePropertyName(name);
        members.WriteTo(json);
    }

    private static void Text(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }
}
