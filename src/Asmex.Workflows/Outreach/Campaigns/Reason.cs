using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Outreach.Campaigns;

internal static class Reason
{
    /// <summary>A refusal as a text that is kept, for a reader who comes later.</summary>
    public static Wording Say(this RuleBrokenException refusal) => new(refusal.In(Languages.French), refusal.In(Languages.Arabic), refusal.In(Languages.English));

    /// <summary>The same for a sentence that is nobody's refusal.</summary>
    public static Wording Of(string key, params object[] values) => new RuleBrokenException(key, values).Say();
}
