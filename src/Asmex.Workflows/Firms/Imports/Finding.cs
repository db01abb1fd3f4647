using System.Text.Json.Serialization;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Firms.Imports;

/// <summary>One thing to say of a row.</summary>
/// <param name="Weight">The verdict it leads to; <see cref="Verdict.New"/> for a mere remark.</param>
/// <param name="Key">Of the sentence.</param>
/// <param name="Values">Of the sentence: headings, values, rows.</param>
[method: JsonConstructor]
public sealed record Finding(Verdict Weight, string Key, IReadOnlyList<string> Values)
{
    public Finding(Verdict weight, string key, params string[] values)
        : this(weight, key, (IReadOnlyList<string>)values)
    {
    }

    public string In(string language) => TextCatalog.Shared.Say(language, Key, [.. Values]);
}
