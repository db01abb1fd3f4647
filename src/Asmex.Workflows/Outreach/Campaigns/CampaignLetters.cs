using System.Linq.Expressions;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Outreach.Campaigns;

/// <summary>Moves the letters of a campaign that no sender holds: one statement each, however many there are.</summary>
public sealed class CampaignLetters(WorkflowsDbContext db, IOptions<MailOptions> mail)
{
    // What has become of a campaign when it is over is seen by each letter that wants to leave.
    private static readonly CampaignState[] _held = [CampaignState.Preparing, CampaignState.Running, CampaignState.Paused];

    private static readonly Expression<Func<Letter, bool>> _isWaiting = l => l.State == LetterState.Ready || l.State == LetterState.Deferred;
    private static readonly Expression<Func<Letter, bool>> _isHeld = l => l.State == LetterState.Held;

    private static readonly Expression<Func<Letter, bool>> _isOpen = l =>
        l.State == LetterState.Held || l.State == LetterState.Ready || l.State == LetterState.Deferred || l.State == LetterState.Claimed || l.State == LetterState.Handed;

    internal Task<bool> AnyOpenAsync(Guid campaignId, CancellationToken cancellation) => Of(campaignId).AnyAsync(_isOpen, cancellation);

    internal Task HoldAsync(Guid campaignId, CancellationToken cancellation) =>
        Of(campaignId).Where(_isWaiting).ExecuteUpdateAsync(set => set.SetProperty(l => l.State, LetterState.Held), cancellation);

    /// <summary>Lets go what is held; a letter is too late when it has not left in a while from now, and at the latest with its campaign.</summary>
    internal Task ReleaseAsync(Guid campaignId, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellation)
    {
        var giveUp = now + mail.Value.GiveUpAfter < until ? now + mail.Value.GiveUpAfter : until;
        return Of(campaignId).Where(_isHeld).ExecuteUpdateAsync(set => set
            .SetProperty(l => l.State, LetterState.Ready)
            .SetProperty(l => l.DueAt, l => l.DueAt > now ? l.DueAt : now)
            .SetProperty(l => l.GiveUpAt, giveUp)
            .SetProperty(l => l.SettledAt, (DateTimeOffset?)null), cancellation);
    }

    /// <summary>Lets go what was held for a quiet day and no campaign lets go; what could have left long ago comes from a backup, and is withheld.</summary>
    /// <param name="old">What has been held since before this is too late.</param>
    internal async Task ReleaseOthersAsync(DateTimeOffset now, DateTimeOffset old, CancellationToken cancellation)
    {
        var giveUp = now + mail.Value.GiveUpAfter;
        var held = db.Letters.Where(_isHeld).Where(l => !db.Set<Invitation>().Any(i => i.Id == l.InvitationId && db.Set<InvitationRound>().Any(r => r.Id == i.RoundId && db.Set<Campaign>().Any(c => c.Id == r.CampaignId && _held.Contains(c.State)))));
        await held.Where(l => l.SettledAt < old).ExecuteUpdateAsync(
            set => set.SetProperty(l => l.State, LetterState.Withheld).SetProperty(l => l.SettledAt, now).SetProperty(l => l.Reply, "Too late."), cancellation);
        await held.ExecuteUpdateAsync(set => set
            .SetProperty(l => l.State, LetterState.Ready).SetProperty(l => l.DueAt, now).SetProperty(l => l.GiveUpAt, giveUp).SetProperty(l => l.SettledAt, (DateTimeOffset?)null), cancellation);
    }

    /// <summary>What has not left by the end of the campaign is withheld.</summary>
    internal Task WithholdAsync(Guid campaignId, DateTimeOffset now, CancellationToken cancellation) => EndAsync(campaignId, LetterState.Withheld, "Too late. The campaign is over.", now, cancellation);

    internal async Task CancelAsync(Guid campaignId, DateTimeOffset now, CancellationToken cancellation)
    {
        await EndAsync(campaignId, LetterState.Cancelled, "The campaign was cancelled.", now, cancellation);
        var rounds = db.Set<InvitationRound>().Where(r => r.CampaignId == campaignId);
        await db.Set<Invitation>().Where(i => i.State == InvitationState.Invited && rounds.Any(r => r.Id == i.RoundId)
                && !db.Letters.Any(l => l.InvitationId == i.Id && l.State != LetterState.Cancelled))
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.State, InvitationState.Cancelled), cancellation);
        await rounds.Where(r => r.State == RoundState.Open && !db.Set<Invitation>().Any(i => i.RoundId == r.Id && i.State != InvitationState.Cancelled))
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.State, RoundState.Cancelled).SetProperty(r => r.EndedAt, now), cancellation);
    }

    private Task<int> EndAsync(Guid campaignId, LetterState end, string why, DateTimeOffset now, CancellationToken cancellation) =>
        Of(campaignId).Where(l => l.State == LetterState.Held || l.State == LetterState.Ready || l.State == LetterState.Deferred)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.State, end).SetProperty(l => l.SettledAt, now).SetProperty(l => l.Reply, why), cancellation);

    // Confirmations belong to the firms, not to the campaign: they go out whatever becomes of it.
    private IQueryable<Letter> Of(Guid campaignId) => db.Letters.Where(l => l.Kind == LetterKind.Outreach
        && db.Set<Invitation>().Any(i => i.Id == l.InvitationId && db.Set<InvitationRound>().Any(r => r.Id == i.RoundId && r.CampaignId == campaignId)));
}
