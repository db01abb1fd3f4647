using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Asmex.Workflows.Web.Api;

/// <summary>How the API writes and reads JSON: as an Elsa server does, in camel case, enums by name, without nulls.</summary>
internal static class ApiJson
{
    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false };

    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public static IResult Ok(object answer) => TypedResults.Json(answer, Options);

    /// <summary>The body as an object; an empty one where there is none.</summary>
    /// <exception cref="JsonException">It is no JSON object, or a text in it is none that a database could keep.</exception>
    public static async Task<JsonObject> BodyAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var whole = new MemoryStream();
        await request.Body.CopyToAsync(whole, cancellation);
        if (whole.Length == 0)
        {
            return [];
        }

        MustBeText(whole.GetBuffer().AsSpan(0, (int)whole.Length));
        whole.Position = 0;
        return JsonNode.Parse(whole, documentOptions: _strict) as JsonObject ?? throw new JsonException("The body is no JSON object.");
    }

    private static void MustBeText(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.GetString()!.Contains('\0', StringComparison.Ordinal))
                {
                    throw new JsonException("A text holds the character zero.");
                }
            }
        }
        catch (InvalidOperationException problem)
        {
            throw new JsonException("A text holds half a character.", problem);
        }
    }

    public static string? Text(this JsonNode? node, string member) =>
        (node as JsonObject)?[member] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;

    public static int? Number(this JsonNode? node, string member) => (node as JsonObject)?[member] is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    public static bool? Flag(this JsonNode? node, string member) => (node as JsonObject)?[member] is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;

    /// <summary>The texts of a list; none where there is no list.</summary>
    public static IReadOnlyList<string> Texts(this JsonNode? node, string member) =>
        [.. ((node as JsonObject)?[member] as JsonArray ?? []).OfType<JsonValue>().Select(v => v.TryGetValue<string>(out var text) ? text : "").Where(text => text.Length > 0)];
}
