using System.ComponentModel.DataAnnotations;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Outreach.Campaigns;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Web.Pages.Outreach;

/// <summary>A campaign as it stands in a form.</summary>
public sealed class CampaignInput
{
    [Required, MaxLength(Campaign.LongestName)] public string? Name { get; set; }
    public string? Region { get; set; }
    [Required] public string? Letter { get; set; }
    [Required, MaxLength(CampaignContent.LongestTitle)] public string? TitleFr { get; set; }
    [MaxLength(CampaignContent.LongestTitle)] public string? TitleAr { get; set; }
    [MaxLength(CampaignContent.LongestTitle)] public string? TitleEn { get; set; }
    [Required, MaxLength(CampaignContent.LongestMessage)] public string? MessageFr { get; set; }
    [MaxLength(CampaignContent.LongestMessage)] public string? MessageAr { get; set; }
    [MaxLength(CampaignContent.LongestMessage)] public string? MessageEn { get; set; }
    public DateOnly? Date { get; set; }
    public TimeOnly? Time { get; set; }
    [MaxLength(ChangeEvent.LongestPlace)] public string? Place { get; set; }
    [Range(1, 100_000)] public int? Seats { get; set; }
    public bool AsksAnswer { get; set; }
    public bool AsksParticipants { get; set; }
    public bool AsksNeed { get; set; }
    [Range(1, InvitationRound.LongestDays)] public int ClosesAfter { get; set; } = 10;
    [Range(1, InvitationRound.LongestDays)] public int? FirstReminder { get; set; }
    [Range(1, InvitationRound.LongestDays)] public int? LastReminder { get; set; }

    // A form without one of these boxes ticked posts nothing for it, and binding then sets it to null.
    public List<string> Regions { get; set => field = value ?? []; } = [];
    public List<string> Sectors { get; set => field = value ?? []; } = [];
    public List<ExportStatus> Statuses { get; set => field = value ?? []; } = [];
    public List<Guid> Segments { get; set => field = value ?? []; } = [];
    public string? Language { get; set; }

    // No choice is an empty text, which the binding of forms takes for a faulty identifier.
    public string? SilentIn { get; set; }
    public List<Guid> ExceptSegments { get; set => field = value ?? []; } = [];
    public string? ExceptInvitedIn { get; set; }
    public int Seen { get; set; }

    public static CampaignInput Of(Campaign campaign)
    {
        var (content, audience) = (campaign.Content, campaign.Audience);
        return new CampaignInput
        {
            Name = campaign.Name,
            Region = campaign.Region,
            Letter = content.Letter,
            Seen = campaign.Version,
            TitleFr = content.Event.Title.Fr,
            TitleAr = content.Event.Title.Ar,
            TitleEn = content.Event.Title.En,
            MessageFr = content.Event.Message?.Fr,
            MessageAr = content.Event.Message?.Ar,
            MessageEn = content.Event.Message?.En,
            Date = content.Event.Date,
            Time = content.Event.Time,
            Place = content.Event.Place,
            Seats = content.Event.Seats,
            AsksAnswer = content.AsksAnswer,
            AsksParticipants = content.Questions?.Participants ?? false,
            AsksNeed = content.Questions?.Need ?? false,
            ClosesAfter = content.ClosesAfter,
            FirstReminder = content.Reminders?.Cast<int?>().FirstOrDefault(),
            LastReminder = content.Reminders?.Skip(1).Cast<int?>().FirstOrDefault(),
            Regions = [.. audience.Regions ?? []],
            Sectors = [.. audience.Sectors ?? []],
            Statuses = [.. audience.Statuses ?? []],
            Segments = [.. audience.Segments ?? []],
            Language = audience.Language,
            SilentIn = audience.SilentIn?.ToString(),
            ExceptSegments = [.. audience.ExceptSegments ?? []],
            ExceptInvitedIn = audience.ExceptInvitedIn?.ToString(),
        };
    }

    public CampaignDraft Draft() => new(Name, Some(Region), Content(), Audience());

    private CampaignContent Content()
    {
        var details = new EventDetails(new Wording(TitleFr!.Trim(), Some(TitleAr), Some(TitleEn)), Date, Time, Some(Place), Seats, new Wording(MessageFr!.Trim(), Some(MessageAr), Some(MessageEn)));
        int[] reminders = [.. new[] { FirstReminder, LastReminder }.OfType<int>().Distinct().Order()];
        return new CampaignContent(Letter!, details, AsksAnswer, ClosesAfter, reminders, new Questions(AsksParticipants, AsksNeed));
    }

    private CampaignAudience Audience() => new(Regions, Sectors, Statuses, Segments, Some(Language), Chosen(SilentIn), ExceptSegments, Chosen(ExceptInvitedIn));

    private static Guid? Chosen(string? id) => Guid.TryParse(id, out var chosen) ? chosen : null;

    private static string? Some(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
