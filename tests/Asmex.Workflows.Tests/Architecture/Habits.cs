using System.Text.RegularExpressions;

namespace Asmex.Workflows.Tests.Architecture;

/// <summary>How the code is written.</summary>
internal static partial class Habits
{
    private const int LongestFile = 400;
    private const int LongestReadme = 120;

    private static readonly HashSet<string> _topLevel =
    [
        ".ci", ".editorconfig", ".gitattributes", ".gitignore", "Asmex.Workflows.sln", "Directory.Build.props", "Directory.Packages.props", "LICENSE",
        "README.md", "docs", "global.json", "src", "templates", "tests", "workflows",
    ];

    public static IEnumerable<Rule> Rules { get; } =
    [
        Rule.ForEach("Time comes from TimeProvider, zones from NodaTime", f => f.IsIn("src/") && f.IsCode && !f.IsGenerated, f =>
            f.Saying(OtherClocks(), "time comes from TimeProvider, zones from NodaTime")),
        Rule.ForEach("Nothing is switched off, folded away or put off", f => f.IsIn("src/", "tests/") && f.IsCode && !f.IsGenerated && !IsThisRule(f), f =>
            f.Lines.Select((line, i) => (Match: PutOff().Match(line), Line: i + 1)).Where(l => l.Match.Success).Select(l => f.At(l.Line, $"{l.Match.Value}: file an issue or mend it"))),
        Rule.ForEach("Tests do not sleep", f => f.IsIn("tests/") && f.IsCode && !IsThisRule(f), f =>
            f.Saying(Sleeping(), "use the virtual clock or await a signal")),
        Rule.ForEach("Types are not named by empty words", f => f.IsIn("src/", "tests/") && f.IsCode && !f.IsGenerated && !IsThisRule(f), f =>
            f.Saying(EmptyNames(), "say what it is or does")),
        Rule.ForEach($"Files have at most {LongestFile} lines", f => f.IsIn("src/", "tests/") && (f.IsCode || f.Path.EndsWith(".css", StringComparison.Ordinal) || f.Path.EndsWith(".js", StringComparison.Ordinal)) && !f.IsGenerated, f =>
            AtMost(f, LongestFile)),
        Rule.ForEach($"The README has at most {LongestReadme} lines", f => f.Path == "README.md", f => AtMost(f, LongestReadme)),
        new("The top of the tree holds only what belongs there", tree =>
            tree.TopLevel.Where(entry => !_topLevel.Contains(entry)).Select(entry => new Breach(entry, 1, "does not belong at the top of the tree"))),
    ];

    private static bool IsThisRule(SourceFile file) => file.IsIn("tests/Asmex.Workflows.Tests/Architecture/");

    private static IEnumerable<Breach> AtMost(SourceFile file, int lines) =>
        file.Lines.Count > lines ? [file.At(file.Lines.Count, $"{file.Lines.Count} lines, at most {lines}")] : [];

    // The list of all zones and the bare type tell no time.
    [GeneratedRegex(@"\bTimeZoneInfo\b(?!\.GetSystemTimeZones\b|\))|\bDateTime(Offset)?\.(Now|UtcNow|Today)\b")]
    private static partial Regex OtherClocks();

    [GeneratedRegex(@"#pragma|#region|\b(TODO|FIXME|HACK)\b|\bSuppressMessage\b")]
    private static partial Regex PutOff();

    [GeneratedRegex(@"\bThread\.Sleep\b|\bTask\.Delay\b")]
    private static partial Regex Sleeping();

    [GeneratedRegex(@"\b(class|record|struct|interface) \w*(Manager|Helper|Helpers|Service|Util|Utils|Base|Impl|Common)\b")]
    private static partial Regex EmptyNames();
}
