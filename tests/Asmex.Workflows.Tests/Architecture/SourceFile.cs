using System.Text.RegularExpressions;

namespace Asmex.Workflows.Tests.Architecture;

/// <summary>A file of the repository; its path starts at the root and has forward slashes.</summary>
internal sealed class SourceFile(string path, string text)
{
    private string[]? _lines;

    public string Path { get; } = path;
    public string Text { get; } = text;
    public IReadOnlyList<string> Lines => _lines ??= Text.TrimEnd('\n').Split('\n');

    public bool IsCode => Path.EndsWith(".cs", StringComparison.Ordinal) || Path.EndsWith(".razor", StringComparison.Ordinal);
    public bool IsGenerated => Path.Contains("/Migrations/", StringComparison.Ordinal);

    public bool IsIn(params IEnumerable<string> folders) => folders.Any(f => Path.StartsWith(f, StringComparison.Ordinal));

    public Breach At(int line, string what) => new(Path, line, what);

    /// <summary>Every line that matches, comments left out.</summary>
    public IEnumerable<Breach> Saying(Regex words, string why) =>
        Lines.Select((line, i) => (Match: words.Match(WithoutComment(line)), Line: i + 1)).Where(l => l.Match.Success).Select(l => At(l.Line, $"{l.Match.Value}: {why}"));

    public int LineOf(int position) => Text.AsSpan(0, position).Count('\n') + 1;

    private static string WithoutComment(string line)
    {
        var start = line.TrimStart().StartsWith("//", StringComparison.Ordinal) ? 0 : line.IndexOf(" // ", StringComparison.Ordinal);
        return start < 0 ? line : line[..start];
    }
}
