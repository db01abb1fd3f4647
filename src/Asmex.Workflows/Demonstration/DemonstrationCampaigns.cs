using Asmex.Workflows.Firms;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Outreach.Campaigns;
using Asmex.Workflows.People;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Demonstration;

/// <summary>Two letters that delegates are preparing.</summary>
internal sealed class DemonstrationCampaigns(DemonstrationHouse house)
{
    public async Task WriteAsync(CancellationToken cancellation)
    {
        var sheets = new EventDetails(
            new Wording("Nouvelles fiches techniques à l'export", "بطاقات تقنية جديدة للتصدير", "New technical sheets for exporters"),
            Message: new Wording("Des fiches par marché sont à votre disposition : étiquetage, certificats, logistique.\nVotre délégation répond à vos questions.",
                "بطاقات حسب الأسواق رهن إشارتكم: العنونة والشهادات واللوجستيك.\nمندوبيتكم تجيب عن أسئلتكم.", "Sheets by market are at your disposal: labelling, certificates, logistics.\nYour delegation answers your questions."));
        var morning = new EventDetails(
            new Wording("Matinée « Vendre en Afrique de l'Ouest »", "صبيحة «البيع في غرب إفريقيا»", "Morning “Selling in West Africa”"), house.Today.AddDays(40), new TimeOnly(9, 30), "Oujda", 30,
            new Wording("Trois entreprises de la région racontent leurs premières ventes.", "ثلاث مقاولات من الجهة تحكي عن مبيعاتها الأولى.", "Three firms of the region tell of their first sales."));
        await SaveAsync("MA-09", new CampaignDraft("Fiches techniques", "MA-09", new CampaignContent("announcement", sheets), new CampaignAudience(Statuses: [ExportStatus.Potential, ExportStatus.FirstTime])), cancellation);
        await SaveAsync("MA-02", new CampaignDraft("Afrique de l'Ouest", "MA-02", new CampaignContent("invitation", morning, AsksAnswer: true, Reminders: [5], Questions: new Questions(Participants: true, Need: true)), new CampaignAudience()), cancellation);
    }

    private Task SaveAsync(string region, CampaignDraft draft, CancellationToken cancellation) => house.Holder(Roles.Delegate, region) is not { } maker ? Task.CompletedTask
        : house.DoAsync<SaveCampaign>(save => save.RunAsync(null, draft, 0, maker, cancellation));
}
