using Asmex.Workflows.Formats;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Outreach;

/// <summary>Takes back the places that were offered and not taken in time, and offers them to the next that wait; after the last day nobody waits any more.</summary>
public sealed class ExpireOffers(WorkflowsDbContext db, WaitingList places, InvitationLetters letters, TimeProvider clock)
{
    /// <returns>How many offers ended.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var today = Zone.Today(clock);
        var rounds = await Late(today).Select(i => i.RoundId).Distinct().ToListAsync(cancellation);
        var ended = 0;
        foreach (var id in rounds)
        {
            ended += await db.UntilCommittedAsync(() => ExpireAsync(id, today, cancellation));
        }

        return ended;
    }

    private async Task<int> ExpireAsync(Guid roundId, DateOnly today, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        db.ChangeTracker.Clear();
        await places.HoldAsync(roundId, cancellation);
        await db.HoldAsync<InvitationRound>(roundId, cancellation);
        var round = await db.Set<InvitationRound>().SingleAsync(r => r.Id == roundId, cancellation);
        var late = await Late(today).Where(i => i.RoundId == roundId).ToListAsync(cancellation);
        foreach (var invitation in late)
        {
            invitation.Lapse();
            letters.EndWaiting(round, invitation);
        }

        await db.SaveChangesAsync(cancellation);
        await places.OfferFreeAsync(round, cancellation);
        await transaction.CommitAsync(cancellation);
        return late.Count;
    }

    // The lists of a round that is still open end with it; of one that was cancelled the firms have heard.
    private IQueryable<Invitation> Late(DateOnly today) => db.Set<Invitation>().Where(i =>
        (i.Place == PlaceState.Offered && i.OfferedUntil < today && db.Set<InvitationRound>().Any(r => r.Id == i.RoundId && r.State != RoundState.Cancelled))
        || (i.Place == PlaceState.Waiting && db.Set<InvitationRound>().Any(r => r.Id == i.RoundId && r.State == RoundState.Closed && r.ClosesOn < today)));
}
