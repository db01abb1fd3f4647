using Asmex.Workflows.Audit;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Outreach.Contacts;
using Asmex.Workflows.People;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Outreach.Campaigns;

/// <summary>Looks after campaigns by the clock: starts those whose moment has come, writes the letters of those that began, lets letters leave in working time, and ends what is through.</summary>
public sealed class TendCampaigns(Sweep sweep, IServiceScopeFactory scopes, IOptions<MailOptions> mail, TimeProvider clock)
{
    private static readonly CampaignState[] _tended = [CampaignState.Scheduled, CampaignState.Preparing, CampaignState.Running];

    /// <returns>How many campaigns were looked after.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        // One campaign that cannot go on keeps neither the others back nor what is no campaign's.
        try
        {
            return await sweep.RunAsync(services => DueAsync(services, cancellation), (services, id) => LookAfterAsync(services, id, cancellation));
        }
        finally
        {
            await ReleaseOthersAsync(cancellation);
        }
    }

    private async Task<int> LookAfterAsync(IServiceProvider services, Guid id, CancellationToken cancellation)
    {
        var db = services.GetRequiredService<WorkflowsDbContext>();
        await db.UntilCommittedAsync(() => StartAsync(services, db, id, cancellation));
        await services.GetRequiredService<PrepareCampaign>().RunAsync(id, cancellation);
        await db.UntilCommittedAsync(() => TendAsync(services, db, id, cancellation));
        return 1;
    }

    private async Task ReleaseOthersAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (db, now) = (scope.ServiceProvider.GetRequiredService<WorkflowsDbContext>(), clock.GetUtcNow());
        var limits = scope.ServiceProvider.GetRequiredService<ContactLimits>();
        if (await limits.IsWorkingTimeAsync(now, region: null, cancellation))
        {
            var old = await limits.LastOpenedAsync(now - mail.Value.GiveUpAfter, cancellation);
            await using var transaction = await db.BeginWriteAsync(cancellation);
            await scope.ServiceProvider.GetRequiredService<CampaignLetters>().ReleaseOthersAsync(now, old, cancellation);
            await transaction.CommitAsync(cancellation);
        }
    }

    private async Task<List<Guid>> DueAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return await services.GetRequiredService<WorkflowsDbContext>().Set<Campaign>().AsNoTracking()
            .Where(c => _tended.Contains(c.State) && (c.State != CampaignState.Scheduled || c.StartsAt <= now)).OrderBy(c => c.StartsAt).ThenBy(c => c.Id).Select(c => c.Id).ToListAsync(cancellation);
    }

    private async Task StartAsync(IServiceProvider services, WorkflowsDbContext db, Guid id, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var campaign = await HeldAsync(db, id, cancellation);
        if (campaign.State != CampaignState.Scheduled || campaign.StartsAt > clock.GetUtcNow())
        {
            return;
        }

        try
        {
            await services.GetRequiredService<StartCampaign>().WithinAsync(campaign, cancellation);
        }
        catch (RuleBrokenException refusal)
        {
            campaign.BackToDraft(refusal.Say());
            db.Add(HistoryEntry.Of(Actor.House, clock.GetUtcNow(), "History.CampaignTakenBack", campaign.About(), campaign.Name, refusal.Say()));
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private async Task TendAsync(IServiceProvider services, WorkflowsDbContext db, Guid id, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        db.ChangeTracker.Clear();
        var campaign = await HeldAsync(db, id, cancellation);
        if (campaign.State != CampaignState.Running)
        {
            return;
        }

        var (now, letters) = (clock.GetUtcNow(), services.GetRequiredService<CampaignLetters>());
        if (now - campaign.TendedAt > mail.Value.GiveUpAfter)
        {
            // Nobody has looked for so long that this may be a copy from a backup: a person says whether it goes on.
            campaign.Pause(Reason.Of("Campaigns.StoodStill", Zone.DateOf(campaign.TendedAt!.Value)));
            await letters.HoldAsync(id, cancellation);
            db.Add(HistoryEntry.Of(Actor.House, now, "History.CampaignPaused", campaign.About(), campaign.Name, campaign.Stopped!));
        }
        else
        {
            await LetGoAsync(services, campaign, letters, now, cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static async Task LetGoAsync(IServiceProvider services, Campaign campaign, CampaignLetters letters, DateTimeOffset now, CancellationToken cancellation)
    {
        campaign.Tend(now);
        if (now > campaign.SendUntil)
        {
            await letters.WithholdAsync(campaign.Id, now, cancellation);
        }
        else if (await services.GetRequiredService<ContactLimits>().IsWorkingTimeAsync(now, campaign.Region, cancellation))
        {
            await letters.ReleaseAsync(campaign.Id, now, campaign.SendUntil!.Value, cancellation);
        }
        else
        {
            await letters.HoldAsync(campaign.Id, cancellation);
        }

        if (!await letters.AnyOpenAsync(campaign.Id, cancellation))
        {
            campaign.Finish(now);
        }
    }

    private static async Task<Campaign> HeldAsync(WorkflowsDbContext db, Guid id, CancellationToken cancellation)
    {
        await db.HoldAsync<Campaign>(id, cancellation);
        return await db.Set<Campaign>().SingleAsync(c => c.Id == id, cancellation);
    }
}
