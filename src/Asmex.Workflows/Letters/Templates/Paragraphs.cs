using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Letters.Templates;

/// <summary>A text of several lines, written by a person; a template gets its paragraphs one by one.</summary>
public sealed record Paragraphs(Wording? Text)
{
    public static Paragraphs None { get; } = new((Wording?)null);

    public IReadOnlyList<string> In(string language) =>
        Text is null ? [] : Text.In(language).ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
