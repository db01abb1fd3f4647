using System.Text.Json;
using System.Text.RegularExpressions;

namespace Asmex.Workflows.Tests.Architecture;

/// <summary>The sentences of the product: said in three languages, and each used.</summary>
internal static partial class TextKeys
{
    private static readonly string[] _languages = ["fr", "ar", "en"];

    public static IEnumerable<Rule> Rules { get; } =
    [
        new("Every text stands in three languages with the same values", tree => Texts(tree).SelectMany(Incomplete)),
        new("Every text key stands once", tree =>
            Texts(tree).GroupBy(t => t.Key).SelectMany(same => same.Skip(1).Select(t => t.File.At(t.Line, $"'{t.Key}' stands twice")))),
        new("Every used text key exists", Missing),
        new("Every text key is used", Unused),
    ];

    private static IEnumerable<Breach> Incomplete(Text text)
    {
        var missing = _languages.Where(l => !text.In.TryGetValue(l, out var said) || string.IsNullOrWhiteSpace(said)).ToList();
        if (missing.Count > 0)
        {
            yield return text.File.At(text.Line, $"'{text.Key}' is missing in {string.Join(", ", missing)}");
            yield break;
        }

        if (!text.In["ar"].Any(c => c is >= '\u0600' and <= '\u06FF') && text.In["fr"].Any(char.IsLetter) && text.In["ar"] != text.In["fr"])
        {
            yield return text.File.At(text.Line, $"'{text.Key}' has no Arabic letter in ar");
        }

        var values = _languages.Select(l => string.Join(' ', Value().Matches(text.In[l]).Select(m => m.Groups[1].Value).Distinct().Order())).Distinct().ToList();
        if (values.Count > 1)
        {
            yield return text.File.At(text.Line, $"'{text.Key}' does not hold the same values in each language");
        }
    }

    private static IEnumerable<Breach> Missing(SourceTree tree)
    {
        var keys = Texts(tree).Select(t => t.Key).ToHashSet();
        foreach (var file in Code(tree))
        {
            foreach (var used in Used().Matches(file.Text).SelectMany(m => m.Groups["key"].Captures).Where(key => !keys.Contains(key.Value)))
            {
                yield return file.At(file.LineOf(used.Index), $"there is no text '{used.Value}'");
            }

            foreach (Match built in Built().Matches(file.Text).Where(m => !keys.Any(k => k.StartsWith(m.Groups["start"].Value, StringComparison.Ordinal))))
            {
                yield return file.At(file.LineOf(built.Index), $"there is no text that starts with '{built.Groups["start"].Value}'");
            }
        }
    }

    private static IEnumerable<Breach> Unused(SourceTree tree)
    {
        var literals = Code(tree).SelectMany(f => Literal().Matches(f.Text).Select(m => m.Groups[1].Value)).ToHashSet();
        var starts = Code(tree).SelectMany(f => Start().Matches(f.Text).Select(m => m.Groups[1].Value)).ToHashSet();
        return Texts(tree).Where(t => !literals.Contains(t.Key) && !starts.Any(s => t.Key.StartsWith(s, StringComparison.Ordinal)))
            .Select(t => t.File.At(t.Line, $"'{t.Key}' is never used"));
    }

    private static IEnumerable<SourceFile> Code(SourceTree tree) => tree.In("src/").Where(f => f.IsCode && !f.IsGenerated);

    private static IEnumerable<Text> Texts(SourceTree tree)
    {
        foreach (var file in tree.In("src/").Where(f => f.Path.EndsWith(".texts.json", StringComparison.Ordinal)))
        {
            using var json = JsonDocument.Parse(file.Text);
            foreach (var text in json.RootElement.EnumerateObject())
            {
                var line = file.LineOf(Math.Max(0, file.Text.IndexOf($"\"{text.Name}\"", StringComparison.Ordinal)));
                yield return new Text(file, line, text.Name, text.Value.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString() ?? ""));
            }
        }
    }

    private sealed record Text(SourceFile File, int Line, string Key, IReadOnlyDictionary<string, string> In);

    [GeneratedRegex(@"\{(\d+)[^}]*\}")]
    private static partial Regex Value();

    [GeneratedRegex(@"\bL\[([^\]""]*\?\s*""(?<key>[^""]+)""\s*:\s*)?""(?<key>[^""]+)""(?!\s*\+)|\bRuleBrokenException\(\s*""(?<key>[^""]+)""|\bRuleBrokenException \w+[^;{]*=>\s*new\(\s*""(?<key>[^""]+)""")]
    private static partial Regex Used();

    [GeneratedRegex(@"(\bL\[|\bRuleBrokenException\(\s*)(\$""(?<start>[A-Z]\w*\.[\w.]*)\{|""(?<start>[A-Z]\w*\.[\w.]*)""\s*\+)")]
    private static partial Regex Built();

    [GeneratedRegex(@"""([A-Z][\w.]*)""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\$""([A-Z]\w*\.[\w.]*)\{|""([A-Z]\w*\.[\w.]*)"" \+")]
    private static partial Regex Start();
}
