using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Asmex.Workflows.Formats;

namespace Asmex.Workflows.Texts;

/// <summary>The sentences of the product, read from the embedded <c>*.texts.json</c> of the given assemblies.</summary>
/// <remarks>Each file maps a key to its three languages, side by side, so that a sentence is written, reviewed and moved whole.
/// Values are put in by <see cref="string.Format(IFormatProvider, string, object?[])"/>; money, dates and <see cref="Wording"/> are said as the reader expects.</remarks>
public sealed class TextCatalog
{
    private readonly FrozenDictionary<string, Wording> _sentences;

    public TextCatalog(params IEnumerable<Assembly> assemblies)
    {
        var all = new Dictionary<string, Wording>(StringComparer.Ordinal);
        foreach (var assembly in assemblies)
        {
            foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".texts.json", StringComparison.Ordinal)))
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                foreach (var (key, wording) in JsonSerializer.Deserialize<Dictionary<string, Wording>>(stream, JsonSerializerOptions.Web)!)
                {
                    if (!all.TryAdd(key, wording))
                    {
                        throw new InvalidOperationException($"The text '{key}' stands twice; the second time in {name}.");
                    }
                }
            }
        }

        _sentences = all.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>All assemblies of the product that carry texts and are loaded with it.</summary>
    public static TextCatalog Shared { get; } = new(
        new[] { typeof(TextCatalog).Assembly, Assembly.GetEntryAssembly() }.OfType<Assembly>()
            .Append(TryLoad("Asmex.Workflows.Web")).OfType<Assembly>().Distinct());

    public IReadOnlyDictionary<string, Wording> Sentences => _sentences;

    /// <summary>The sentence in a language; the key itself where there is none, so that a page still shows.</summary>
    public string Say(string language, string key, params object?[] values)
    {
        if (!_sentences.TryGetValue(key, out var wording))
        {
            return key;
        }

        var said = values.Select(value => Spoken.In(language, value)).ToArray();
        return said.Length == 0 ? wording.In(language) : string.Format(CultureInfo.GetCultureInfo(language + "-MA"), wording.In(language), said);
    }

    /// <summary>The sentence in every language, where the reader is not known yet.</summary>
    public Wording SayInAll(string key, params object?[] values) =>
        new(Say(Languages.French, key, values), Say(Languages.Arabic, key, values), Say(Languages.English, key, values));

    private static Assembly? TryLoad(string name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
