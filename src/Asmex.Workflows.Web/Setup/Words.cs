using System.Globalization;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Web.Setup;

/// <summary>The sentences of the product in the language of who reads the page.</summary>
public sealed class Words
{
    /// <summary>Raised when a page learns that its reader has another language, as a firm's answer page does from its link.</summary>
    internal event Action? Changed;

    public string Language { get; private set; } = Languages.French;

    public string Direction => Languages.Direction(Language);

    public CultureInfo Culture => CultureInfo.GetCultureInfo(Language + "-MA");

    public string this[string key, params object?[] values] => TextCatalog.Shared.Say(Language, key, values);

    public string this[RuleBrokenException refusal] => refusal.In(Language);

    public string this[Wording wording] => wording.In(Language);

    /// <summary>The text of a key that may be none, as the messages of a validation are.</summary>
    internal string? Known(string key) => TextCatalog.Shared.Sentences.TryGetValue(key, out var wording) ? wording.In(Language) : null;

    public void Speak(string language)
    {
        var known = Languages.Known(language);
        if (known != Language)
        {
            Language = known;
            Changed?.Invoke();
        }
    }
}
