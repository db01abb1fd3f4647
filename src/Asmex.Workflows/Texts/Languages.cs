namespace Asmex.Workflows.Texts;

/// <summary>The languages of the people, French first.</summary>
public static class Languages
{
    public const string French = "fr";
    public const string Arabic = "ar";
    public const string English = "en";

    public static IReadOnlyList<string> All { get; } = [French, Arabic, English];

    /// <summary>The language to use for a tag; French for one that is not ours.</summary>
    public static string Known(string? tag) => tag is { Length: >= 2 } && All.Contains(tag[..2]) ? tag[..2] : French;

    public static string Direction(string language) => language == Arabic ? "rtl" : "ltr";
}
