using Asmex.Workflows.Formats;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Outreach;

/// <summary>Takes back the places that were offered and not taken in time, and offers them to the next that wait; after the last day nobody waits any more.</summary>
public sealed class ExpireOffers(Sweep sweep, TimeProvider clock)
{
    /// <returns>How many offers ended.</returns>
    public Task<int> RunAsync(CancellationToken cancellation)
    {
        var today = Zone.Today(clock);
        return sweep.RunAsync(
            services => Late(services.GetRequiredService<WorkflowsDbContext>(), today).Select(i => i.RoundId).Distinct().ToListAsync(cancellation),
            (services, id) => ExpireAsync(services, id, today, cancellation));
    }

    private static async Task<int> ExpireAsync(IServiceProvider services, Guid roundId, DateOnly today, CancellationToken cancellation)
    {
        var (db, places) = (services.GetRequiredService<WorkflowsDbContext>(), services.GetRequiredService<WaitingList>());
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await places.HoldAsync(roundId, cancellation);
        await db.HoldAsync<InvitationRound>(roundId, cancellation);
        var round = await db.Set<InvitationRound>().SingleAsync(r => r.Id == roundId, cancellation);
        var late = await Late(db, today).Where(i => i.RoundId == roundId).ToListAsync(cancellation);
        foreach (var invitation in late)
        {
            invitation.Lapse();
            services.GetRequiredService<InvitationLetters>().EndWaiting(round, invitation);
        }

        await db.SaveChangesAsync(cancellation);
        await places.OfferFreeAsync(round, cancellation);
        await transaction.CommitAsync(cancellation);
        return late.Count;
    }

    // The lists of a round that is still open end with it; of one that was cancelled the firms have heard.
    private static IQueryable<Invitation> Late(WorkflowsDbContext db, DateOnly today) => db.Set<Invitation>().Where(i =>
        (i.Place == PlaceState.Offered && i.OfferedUntil < today && db.Set<InvitationRound>().Any(r => r.Id == i.RoundId && r.State != RoundState.Cancelled))
        || (i.Place == PlaceState.Waiting && db.Set<InvitationRound>().Any(r => r.Id == i.RoundId && r.State == RoundState.Closed && r.ClosesOn < today)));
}
