using Asmex.Workflows.Audit;
using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.Outreach.Contacts;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Outreach.Campaigns;

/// <summary>Writes the letters of a campaign that has started, some at a time, each rendered and frozen; none leaves before the last is written.
/// A letter that cannot be written, or a text that is not the approved one, takes the whole campaign back: nothing of it has left.</summary>
public sealed class PrepareCampaign(WorkflowsDbContext db, InvitationLetters letters, CampaignFingerprint fingerprint, IOptions<OutreachOptions> options, TimeProvider clock)
{
    /// <returns>How many letters were written.</returns>
    public async Task<int> RunAsync(Guid id, CancellationToken cancellation)
    {
        var written = 0;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var some = await db.UntilCommittedAsync(() => WriteSomeAsync(id, cancellation));
            if (some == 0)
            {
                return written;
            }

            written += some;
        }
    }

    private async Task<int> WriteSomeAsync(Guid id, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        db.ChangeTracker.Clear();
        await db.HoldAsync<Campaign>(id, cancellation);
        var campaign = await db.Set<Campaign>().SingleAsync(c => c.Id == id, cancellation);
        if (campaign.State != CampaignState.Preparing)
        {
            return 0;
        }

        var round = await db.Set<InvitationRound>().AsNoTracking().SingleAsync(r => r.CampaignId == id, cancellation);
        var todo = await db.Set<Invitation>().AsNoTracking().Where(i => i.RoundId == round.Id && i.State == InvitationState.Invited && !db.Letters.Any(l => l.InvitationId == i.Id))
            .OrderBy(i => i.Id).Take(options.Value.LettersAtOnce).ToListAsync(cancellation);
        try
        {
            await WriteAsync(campaign, round, todo, cancellation);
        }
        catch (Exception problem) when (problem is TemplateFaultException or RuleBrokenException)
        {
            db.ChangeTracker.Clear();
            await TakeBackAsync(id, round.Id, problem as RuleBrokenException ?? new RuleBrokenException("Campaigns.LetterHasFault", campaign.Name, ((TemplateFaultException)problem).Fault.ToString()), cancellation);
            todo = [];
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return todo.Count;
    }

    private async Task WriteAsync(Campaign campaign, InvitationRound round, List<Invitation> todo, CancellationToken cancellation)
    {
        if (fingerprint.Of(campaign) != campaign.Fingerprint)
        {
            throw new RuleBrokenException("Campaigns.TextChanged", campaign.Name);
        }

        var contact = await letters.ContactAsync(round.Region, cancellation);
        foreach (var invitation in todo)
        {
            letters.Invite(round.Letter, round, invitation, contact, $"invitation:{invitation.Id:N}", notBefore: null).Hold();
        }

        if (todo.Count == 0)
        {
            campaign.Send(clock.GetUtcNow());
        }
    }

    private async Task TakeBackAsync(Guid id, Guid roundId, RuleBrokenException why, CancellationToken cancellation)
    {
        var campaign = await db.Set<Campaign>().SingleAsync(c => c.Id == id, cancellation);
        var invitations = db.Set<Invitation>().Where(i => i.RoundId == roundId);
        await db.Set<OutreachLink>().Where(l => invitations.Any(i => i.Id == l.InvitationId)).ExecuteDeleteAsync(cancellation);
        await db.Database.ExecuteSqlAsync($"DELETE FROM letters WHERE invitation_id IN (SELECT id FROM invitations WHERE round_id = {roundId})", cancellation);
        await db.Set<LeftOut>().Where(l => l.RoundId == roundId).ExecuteDeleteAsync(cancellation);
        await invitations.ExecuteDeleteAsync(cancellation);
        await db.Set<InvitationRound>().Where(r => r.Id == roundId).ExecuteDeleteAsync(cancellation);
        campaign.BackToDraft(why.Say());
        db.Add(HistoryEntry.Of(Actor.House, clock.GetUtcNow(), "History.CampaignTakenBack", campaign.About(), campaign.Name, why.Say()));
    }
}
