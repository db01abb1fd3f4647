using Asmex.Workflows.Calendars;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Outreach;

/// <summary>Gives out the places of an event: to the first that say yes, then, as places come free, in turn to those that wait.</summary>
public sealed class WaitingList(WorkflowsDbContext db, InvitationLetters letters, Calendar calendars, TimeProvider clock)
{
    /// <summary>Working days for which a place that came free is kept.</summary>
    public const int DaysToDecide = 2;

    /// <summary>Who gives out places of this round gives them out alone until the end of the transaction.</summary>
    /// <remarks>Not the round's row: a step that cancels the round holds the instance before the row, and who closes it waits for the instance while holding this.</remarks>
    internal Task HoldAsync(Guid roundId, CancellationToken cancellation) => db.HoldNameAsync($"places:{roundId:N}", cancellation);

    /// <summary>A firm has answered: with a yes it gets a place or its turn, with anything else the place it held goes on.</summary>
    internal async Task SettleAsync(InvitationRound round, Invitation invitation, CancellationToken cancellation)
    {
        if (round.Event.Seats is null && invitation.Place is null)
        {
            return;
        }

        if (invitation.Reply == Reply.Yes && invitation.Place is null or PlaceState.Lapsed or PlaceState.Offered)
        {
            await SeatAsync(round, invitation, cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        await OfferFreeAsync(round, cancellation);
    }

    /// <summary>The number of places has changed: those that come keep theirs, and what is free now is offered.</summary>
    internal async Task RecountAsync(InvitationRound round, CancellationToken cancellation)
    {
        foreach (var invitation in round.Event.Seats is null ? [] : await Of(round).Where(i => i.Reply == Reply.Yes && i.Place == null).ToListAsync(cancellation))
        {
            invitation.Seat();
        }

        await db.SaveChangesAsync(cancellation);
        await OfferFreeAsync(round, cancellation);
    }

    /// <summary>Offers what is free to those that wait, first come first.</summary>
    internal async Task OfferFreeAsync(InvitationRound round, CancellationToken cancellation)
    {
        var today = Zone.Today(clock);
        if (!round.TakesAnswersOn(today))
        {
            return;
        }

        var free = SeatsOf(round) - await Of(round).CountAsync(i => i.Place == PlaceState.Held || i.Place == PlaceState.Offered, cancellation);
        var next = free <= 0 ? [] : await Of(round).Where(i => i.Place == PlaceState.Waiting).OrderBy(i => i.Turn).Take(free).ToListAsync(cancellation);
        if (next.Count == 0)
        {
            return;
        }

        var calendar = await calendars.CurrentAsync(cancellation);
        var until = calendar.AddWorkingDays(today, DaysToDecide, round.Region);
        foreach (var invitation in next)
        {
            invitation.Offer(until < round.ClosesOn ? until : round.ClosesOn);
            letters.OfferPlace(round, invitation);
        }

        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>How many wait before this firm, itself included; null when it does not wait.</summary>
    internal async Task<int?> PositionAsync(Invitation invitation, CancellationToken cancellation) => invitation.Place != PlaceState.Waiting ? null
        : await db.Set<Invitation>().CountAsync(i => i.RoundId == invitation.RoundId && i.Place == PlaceState.Waiting && i.Turn <= invitation.Turn, cancellation);

    private static int SeatsOf(InvitationRound round) => round.Event.Seats ?? int.MaxValue;

    private async Task SeatAsync(InvitationRound round, Invitation invitation, CancellationToken cancellation)
    {
        var others = Of(round).Where(i => i.Id != invitation.Id);
        if (invitation.Place == PlaceState.Offered
            || (await others.CountAsync(i => i.Place == PlaceState.Held || i.Place == PlaceState.Offered, cancellation) < SeatsOf(round)
                && !await others.AnyAsync(i => i.Place == PlaceState.Waiting, cancellation)))
        {
            invitation.Seat();
        }
        else
        {
            invitation.Wait((await Of(round).MaxAsync(i => i.Turn, cancellation) ?? 0) + 1);
        }
    }

    private IQueryable<Invitation> Of(InvitationRound round) => db.Set<Invitation>().Where(i => i.RoundId == round.Id);
}
