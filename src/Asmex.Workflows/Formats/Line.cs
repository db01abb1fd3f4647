using System.Text.RegularExpressions;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Formats;

/// <summary>A short text that somebody typed: trimmed, without control characters, no longer than its column.</summary>
public static partial class Line
{
    /// <summary>The text, or null where nothing was typed.</summary>
    /// <exception cref="RuleBrokenException">It is too long.</exception>
    public static string? Of(string? text, int longest)
    {
        var clean = Spaces().Replace(new string([.. (text ?? "").Where(c => !char.IsControl(c) || c is '\n' or '\t')]), " ").Trim();
        return clean.Length == 0 ? null
            : clean.Length <= longest ? clean
            : throw new RuleBrokenException("Formats.TextTooLong", clean[..Math.Min(30, clean.Length)] + "…", longest);
    }

    /// <summary>The beginning of a text, no longer than this, and never with half a sign at its end.</summary>
    public static string Cut(string text, int longest) => text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];

    [GeneratedRegex("[ \t]{2,}|\t")]
    private static partial Regex Spaces();
}
