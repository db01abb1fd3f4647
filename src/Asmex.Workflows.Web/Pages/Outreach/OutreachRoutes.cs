using System.Globalization;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.Outreach.Campaigns;
using Asmex.Workflows.People;
using Asmex.Workflows.Regions;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Asmex.Workflows.Web.Pages.Letters;
using Asmex.Workflows.Web.Setup;
using CsvHelper;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Web.Pages.Outreach;

/// <summary>The letter of a campaign for the frame on its page, and the answers of a round as a table.</summary>
internal static class OutreachRoutes
{
    private static readonly string[] _columns =
        ["FirmsPage.Name", "FirmsPage.Region", "FirmsPage.Sector", "Campaign.Whom", "Result.Address", "Result.State", "Result.Reply", "Result.AnsweredAt", "Result.Participants", "Result.Need", "Result.Remarks", "Campaign.Why"];

    public static void MapOutreach(this WebApplication app)
    {
        app.MapGet("/outreach/campaigns/{id:guid}/preview", PreviewAsync)
            .RequireAuthorization(new ForRolesAttribute(Roles.Delegate, Roles.Officer, Roles.Coordinator, Roles.Commission, Roles.Direction, Roles.Treasurer, Roles.Board, Roles.Auditor));
        app.MapGet("/outreach/rounds/{id:guid}/export.csv", ExportAsync)
            .RequireAuthorization(new ForRolesAttribute(Roles.Delegate, Roles.Officer, Roles.Coordinator, Roles.Commission, Roles.Direction, Roles.Treasurer, Roles.Board, Roles.Auditor));
    }

    private static async Task<IResult> PreviewAsync(
        Guid id, Guid? firm, string? language, WorkflowsDbContext db, CurrentActor current, SelectAudience audiences, CampaignPreview preview, Words words, HttpContext context, CancellationToken cancellation)
    {
        if (await db.Set<Campaign>().AsNoTracking().SeenBy(current.Actor).SingleOrDefaultAsync(c => c.Id == id, cancellation) is not { } campaign)
        {
            return TypedResults.NotFound();
        }

        try
        {
            var html = firm is { } asked ? await OfFirmAsync(campaign, asked, db, current.Actor, audiences, preview, cancellation)
                : (await preview.OfAsync(campaign, Somebody(campaign, Languages.Known(language), words), cancellation)).Html;
            return html is null ? TypedResults.NotFound() : LetterFrame.Show(context, html);
        }
        catch (RuleBrokenException fault)
        {
            return LetterFrame.Say(context, words[fault], words);
        }
    }

    private static async Task<string?> OfFirmAsync(Campaign campaign, Guid firm, WorkflowsDbContext db, Actor actor, SelectAudience audiences, CampaignPreview preview, CancellationToken cancellation)
    {
        if (!await db.Set<Firm>().SeenBy(actor).AnyAsync(f => f.Id == firm, cancellation))
        {
            return null;
        }

        // What was frozen is shown as it is, without the secret that opens the firm's page.
        var frozen = await db.Set<Invitation>().Where(i => i.FirmId == firm && db.Set<InvitationRound>().Any(r => r.Id == i.RoundId && r.CampaignId == campaign.Id))
            .Join(db.Letters.Where(l => l.Kind == LetterKind.Outreach), i => i.Id, l => l.InvitationId, (_, l) => l).OrderBy(l => l.WrittenAt).Select(l => l.Html).FirstOrDefaultAsync(cancellation);
        if (frozen is not null)
        {
            return SecretToken.Hide(frozen);
        }

        var member = (await audiences.RunAsync(new Audience(FirmIds: [firm], Language: campaign.Audience.Language), cancellation)).Members.SingleOrDefault();
        return member is null ? null : (await preview.OfAsync(campaign, member, cancellation)).Html;
    }

    private static AudienceMember Somebody(Campaign campaign, string language, Words words) =>
        new(Guid.Empty, words["Campaign.SampleFirm"], campaign.Region ?? "", Guid.Empty, words["Campaign.SamplePerson"], "somebody@firm.example", language);

    private static async Task<IResult> ExportAsync(Guid id, WorkflowsDbContext db, CurrentActor current, Words words, CancellationToken cancellation)
    {
        if (!await db.Set<InvitationRound>().SeenBy(current.Actor).AnyAsync(r => r.Id == id, cancellation))
        {
            return TypedResults.NotFound();
        }

        return TypedResults.Stream(
            async target =>
            {
                await using var writer = CsvWriter.Create(target, new CsvWriterOptions { Separator = ';', WriteByteOrderMark = true, Injection = CsvInjection.Escape }, leaveOpen: true);
                await writer.WriteRecordAsync([.. _columns.Select(c => words[c])]);
                await foreach (var line in InvitedOf(db, id).AsAsyncEnumerable())
                {
                    await writer.WriteRecordAsync(Cells(line, words));
                }

                await foreach (var (firm, region, sector, reason) in LeftOutOf(db, id))
                {
                    await writer.WriteRecordAsync([firm, words[RegionCatalog.NameOf(region)], words[SectorCatalog.NameOf(sector)], "", "", "", "", "", "", "", "", words["Firms.LeftOut" + reason]]);
                }

                await writer.FlushAsync();
            },
            "text/csv", "reponses.csv");
    }

    private static IQueryable<Line> InvitedOf(WorkflowsDbContext db, Guid id) => db.Set<Invitation>().AsNoTracking().Where(i => i.RoundId == id).OrderBy(i => i.FirmName).ThenBy(i => i.Id)
        .Select(i => new Line(
            i, db.Set<Firm>().Where(f => f.Id == i.FirmId).Select(f => f.Sector).FirstOrDefault(),
            RoundFigures.FirstLetters(db, id).Where(l => l.InvitationId == i.Id).Select(l => (LetterState?)l.State).FirstOrDefault()));

    private static async IAsyncEnumerable<(string, string, string, LeftOutReason)> LeftOutOf(WorkflowsDbContext db, Guid id)
    {
        var left = db.Set<LeftOut>().AsNoTracking().Where(l => l.RoundId == id).Join(db.Set<Firm>(), l => l.FirmId, f => f.Id, (l, f) => new { f.Name, f.Region, f.Sector, l.Reason }).OrderBy(l => l.Name);
        await foreach (var line in left.AsAsyncEnumerable())
        {
            yield return (line.Name, line.Region, line.Sector, line.Reason);
        }
    }

    private static string[] Cells(Line line, Words words)
    {
        var i = line.Invitation;
        return
        [
            i.FirmName, words[RegionCatalog.NameOf(i.Region)], line.Sector is { } sector ? words[SectorCatalog.NameOf(sector)] : "", i.ContactName, i.Address,
            line.State is { } state ? words["Letters.State" + state] : "", i.Reply is { } reply ? words["Action.Reply" + reply] : i.State == InvitationState.OptedOut ? words["Action.OptedOut"] : "",
            i.AnsweredAt?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "", string.Join(", ", i.Participants.Select(p => p.Name)), i.NeedText ?? "", i.Remarks ?? "", "",
        ];
    }

    private sealed record Line(Invitation Invitation, string? Sector, LetterState? State);
}
