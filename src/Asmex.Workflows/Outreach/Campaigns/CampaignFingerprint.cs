using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Outreach.Campaigns;

/// <summary>What an approval speaks of, in one line: the letters as they come out in each language, the audience, and how firms are asked.</summary>
public sealed class CampaignFingerprint(InvitationLetters letters)
{
    private static readonly DateOnly _day = new(2000, 1, 3);

    /// <exception cref="Letters.Templates.TemplateFaultException">A letter cannot be written.</exception>
    public string Of(Campaign campaign)
    {
        var said = new StringBuilder(JsonSerializer.Serialize(campaign.Content, JsonSerializerOptions.Web)).Append('\n').Append(JsonSerializer.Serialize(campaign.Audience, JsonSerializerOptions.Web));
        var round = campaign.RoundOn(_day, _day.AddDays(1));
        string[] templates = campaign.Content is { AsksAnswer: true, Reminders.Count: > 0 } ? [campaign.Content.Letter, LetterKeys.FirstReminder, LetterKeys.LastReminder] : [campaign.Content.Letter];
        foreach (var (template, language) in templates.SelectMany(t => Languages.All.Select(l => (t, l))))
        {
            var somebody = new AudienceMember(Guid.Empty, "·", campaign.Region ?? "", Guid.Empty, "·", "somebody@firm.example", language);
            var written = letters.Preview(template, round, new Invitation(round, somebody, DateTimeOffset.UnixEpoch), contact: "delegation@house.example");
            said.Append('\n').Append(written.Subject).Append('\n').Append(written.Html);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said.ToString())));
    }
}
