using Asmex.Workflows.Calendars;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Changes;

/// <summary>What a change of an action does to the firms that it invited, inside the transaction of <see cref="ChangePlan"/>.</summary>
public sealed class RoundChanges(WorkflowsDbContext db, ChangeEvent changeEvent, CancelRound cancelRound, WaitingList places, Calendar calendar, TimeProvider clock)
{
    /// <summary>Firms are expected on the new day: those that come, may come or have not answered are told, and may change their answer until a day as long before it as it was.</summary>
    public async Task MoveAsync(PlanAction action, DateOnly from, DateOnly to, string reason, Actor actor, CancellationToken cancellation)
    {
        var working = await calendar.HoldAsync(cancellation);
        foreach (var round in await ToComeAsync(action, cancellation))
        {
            if (round.Event.Date == from)
            {
                GiveTime(round, from, to, working);
                await changeEvent.ApplyAsync(round, round.Event with { Date = to }, round.EventChanges, Line.Of(reason, ChangeEvent.LongestReason), actor, cancellation);
            }
        }
    }

    /// <summary>Nothing of it takes place: firms that mean to come to something on a day to come are told, also where the answers are in already.</summary>
    public async Task CancelAsync(PlanAction action, CancellationToken cancellation)
    {
        foreach (var round in await ToComeAsync(action, cancellation))
        {
            await cancelRound.EndAsync(round, clock.GetUtcNow(), cancellation);
        }

        await db.SaveChangesAsync(cancellation);
    }

    private async Task<List<InvitationRound>> ToComeAsync(PlanAction action, CancellationToken cancellation)
    {
        var today = Zone.Today(clock);
        var ids = await db.Set<InvitationRound>().Where(r => r.ActionId == action.Id && r.State != RoundState.Cancelled).OrderBy(r => r.Id).Select(r => r.Id).ToListAsync(cancellation);
        foreach (var id in ids)
        {
            await places.HoldAsync(id, cancellation);
        }

        // Read once they are held: firms answer meanwhile.
        var rounds = await db.Set<InvitationRound>().Where(r => ids.Contains(r.Id) && r.State != RoundState.Cancelled).OrderBy(r => r.Id).ToListAsync(cancellation);
        return rounds.FindAll(r => r.Event.Date >= today);
    }

    // Also where the answers are in: who said yes to another day may think again.
    private void GiveTime(InvitationRound round, DateOnly from, DateOnly to, WorkingCalendar working)
    {
        var today = Zone.Today(clock);
        var before = Math.Max(working.CountWorkingDays(round.ClosesOn, from, round.Region), 1);
        var rule = new DateRule(to, -before, round.Region, BackwardPlan.FixedDate);
        var counted = working.DueOn(rule);
        var soon = new[] { working.AddWorkingDays(today, 1, round.Region), to.AddDays(-1) }.Min();
        var day = counted > today ? counted : soon;

        // Never earlier than the firms were told, unless the event itself is: they read it in the letter that says so.
        if (day > round.ClosesOn || round.ClosesOn >= to)
        {
            round.CloseOn(day, counted > today ? rule : null, working.Version);
        }
    }
}
