using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Outreach.Campaigns;

/// <summary>What a campaign says, and what it asks.</summary>
/// <param name="Letter">A template of the model <c>firm</c>.</param>
/// <param name="Event">Title and text, and what firms are invited to when they are.</param>
/// <param name="AsksAnswer">Whether firms answer on their page, by a link of their own.</param>
/// <param name="ClosesAfter">Working days to answer.</param>
/// <param name="Reminders">Working days after the first letter.</param>
public sealed record CampaignContent(string Letter, EventDetails Event, bool AsksAnswer = false, int ClosesAfter = 10, IReadOnlyList<int>? Reminders = null, Questions? Questions = null)
{
    public const int LongestTitle = 160;
    public const int LongestMessage = 6_000;

    /// <summary>The languages in which somebody wrote both title and text.</summary>
    public bool SpeaksTo(string language) => language == Languages.French || (Has(Event.Title, language) && (Event.Message is null || Has(Event.Message, language)));

    internal void Check()
    {
        if (string.IsNullOrWhiteSpace(Event.Title.Fr))
        {
            throw new RuleBrokenException("Campaigns.TitleMissing");
        }

        if (Longest(Event.Title) > LongestTitle || (Event.Message is { } message && Longest(message) > LongestMessage))
        {
            throw new RuleBrokenException("Campaigns.TextTooLong", LongestTitle, LongestMessage);
        }

        if (ClosesAfter is < 1 or > InvitationRound.LongestDays || (Reminders ?? []).Any(days => days < 1 || days >= ClosesAfter))
        {
            throw new RuleBrokenException("Campaigns.DaysOutOfRange", ClosesAfter);
        }
    }

    private static bool Has(Wording text, string language) => !string.IsNullOrWhiteSpace(language == Languages.Arabic ? text.Ar : text.En);

    private static int Longest(Wording text) => new[] { text.Fr, text.Ar, text.En }.Max(t => t?.Length ?? 0);
}
