using System.Globalization;
using System.Text.Json.Nodes;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Outreach;

/// <summary>Reads what a definition says about an outreach; a value that cannot be meant names its member.</summary>
internal static class OutreachJson
{
    /// <param name="segments">The ids of segments that narrow it.</param>
    public static Audience AudienceOf(JsonNode? node, IReadOnlyList<string>? segments = null) => new(
        Texts(node?["regions"]), Texts(node?["sectors"]), [.. Texts(node?["statuses"]).Select(StatusOf)],
        [.. Texts(node?["firms"]).Select(id => IdOf(id, "audience.firms"))], Segments: [.. (segments ?? []).Select(id => IdOf(id, "segments"))]);

    /// <summary>A text in one or three languages is the title alone.</summary>
    public static EventDetails EventOf(JsonNode? node)
    {
        if (node is not JsonObject details || !details.ContainsKey("title"))
        {
            return new EventDetails(WordingOf(node) ?? throw Wrong("event", "nothing"));
        }

        return new EventDetails(
            WordingOf(details["title"]) ?? throw Wrong("event.title", "nothing"), DateOf(details["date"]), TimeOf(details["time"]), TextOf(details["place"]),
            NumberOf(details["seats"]), WordingOf(details["message"]));
    }

    public static Questions QuestionsOf(JsonNode? node) => new(
        node?["participants"]?.GetValue<bool>() ?? false, node?["need"]?.GetValue<bool>() ?? false, UploadOf(node?["upload"]));

    private static UploadQuestion? UploadOf(JsonNode? node) => node is JsonObject upload && upload.ContainsKey("label")
        ? new UploadQuestion(WordingOf(upload["label"]) ?? throw Wrong("questions.upload.label", "nothing"), upload["required"]?.GetValue<bool>() ?? false)
        : WordingOf(node) is { } label ? new UploadQuestion(label) : null;

    // The forms of definitions write a status as non-exporter.
    private static ExportStatus StatusOf(string text) =>
        Enum.TryParse<ExportStatus>(text.Replace("-", ""), ignoreCase: true, out var status) ? status : throw Wrong("audience.statuses", text);

    private static Guid IdOf(string text, string member) => Guid.TryParse(text, out var id) ? id : throw Wrong(member, text);

    private static Wording? WordingOf(JsonNode? node)
    {
        if (node is JsonObject three)
        {
            return TextOf(three["fr"]) is { } fr ? new Wording(fr, TextOf(three["ar"]), TextOf(three["en"])) : null;
        }

        return TextOf(node) is { } one ? new Wording(one) : null;
    }

    private static DateOnly? DateOf(JsonNode? node) => TextOf(node) is not { } text ? null
        : DateOnly.TryParseExact(text[..Math.Min(10, text.Length)], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date : throw Wrong("event.date", text);

    private static TimeOnly? TimeOf(JsonNode? node) => TextOf(node) is not { } text ? null
        : TimeOnly.TryParseExact(text.Replace('h', ':').Replace(" ", ""), ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time : throw Wrong("event.time", text);

    private static int? NumberOf(JsonNode? node) => TextOf(node) is not { } text ? null
        : decimal.TryParse(text, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 100_000 ? (int)number : throw Wrong("event.seats", text);

    private static IReadOnlyList<string> Texts(JsonNode? node) => node switch
    {
        JsonArray many => [.. many.Select(TextOf).OfType<string>()],
        _ => TextOf(node) is { } one ? [one] : [],
    };

    private static string? TextOf(JsonNode? node) => node?.ToString() is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    private static FormatException Wrong(string member, string got) => new($"The member '{member}' cannot be read, got: '{got}'.");
}
