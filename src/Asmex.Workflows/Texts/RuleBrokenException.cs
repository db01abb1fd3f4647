namespace Asmex.Workflows.Texts;

/// <summary>A refusal in words: a key of the texts and the values that go into its sentence.</summary>
public class RuleBrokenException(string key, params object[] values) : Exception(key)
{
    public string Key { get; } = key;
    public IReadOnlyList<object> Values { get; } = values;

    /// <summary>The whole sentence for a reader of this language.</summary>
    public string In(string language) => TextCatalog.Shared.Say(language, Key, [.. Values]);

    public override string Message => In(Languages.French);
}
