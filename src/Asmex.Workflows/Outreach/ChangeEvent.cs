using System.Globalization;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Outreach;

/// <summary>Changes when or where firms are expected, or how many can come: each firm that has not said no is told, and more places go to those that wait.</summary>
public sealed class ChangeEvent(WorkflowsDbContext db, WaitingList places, InvitationLetters letters, TimeProvider clock)
{
    public const int LongestPlace = 200;
    public const int LongestReason = 500;

    /// <summary>True for those who work with the firms of the round's region.</summary>
    public static bool MayChange(InvitationRound round, Actor actor) =>
        actor.Is(Roles.Delegate, round.Region) || actor.Is(Roles.Officer, round.Region) || actor.Is(Roles.Coordinator, round.Region);

    /// <exception cref="NothingThereException">No such round in a region of the actor.</exception>
    /// <exception cref="RuleBrokenException">Cancelled or changed meanwhile, a day that has passed, fewer places than are taken, or nothing changes.</exception>
    public async Task RunAsync(EventChange change, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await places.HoldAsync(change.RoundId, cancellation);
        var round = await db.Set<InvitationRound>().SingleOrDefaultAsync(r => r.Id == change.RoundId, cancellation);
        if (round is null || !MayChange(round, actor))
        {
            throw new NothingThereException("round");
        }

        var after = round.Event with { Date = change.Date, Time = change.Time, Place = Line.Of(change.Place, LongestPlace), Seats = change.Seats };
        await ApplyAsync(round, after, change.ChangesSeen, Line.Of(change.Reason, LongestReason), actor, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>The same inside the transaction of another verb, which holds the round's places.</summary>
    internal async Task ApplyAsync(InvitationRound round, EventDetails after, int changesSeen, string? reason, Actor actor, CancellationToken cancellation)
    {
        var (now, before) = (clock.GetUtcNow(), round.Event);
        await CheckAsync(round, after, Zone.DateOf(now), cancellation);
        round.ChangeEvent(after, changesSeen);
        await db.SaveChangesAsync(cancellation);
        if (before with { Seats = after.Seats } != after)
        {
            foreach (var invitation in await ToldAsync(round, cancellation))
            {
                letters.ChangeEvent(round, invitation, reason);
            }
        }

        await places.RecountAsync(round, cancellation);
        db.Add(HistoryEntry.Of(actor, now, "History.EventChanged", new Subject(round.Region, round.PlanId, round.ActionId, InstanceId: round.InstanceId),
            after.Title, after.Date?.ToString("O", CultureInfo.InvariantCulture) ?? "–", after.Place ?? "–"));
        await db.SaveChangesAsync(cancellation);
    }

    private async Task CheckAsync(InvitationRound round, EventDetails after, DateOnly today, CancellationToken cancellation)
    {
        if (after == round.Event)
        {
            throw new RuleBrokenException("Outreach.NothingChanges");
        }

        if (after.Date is { } date && date < today)
        {
            throw new RuleBrokenException("Outreach.DayHasPassed", date);
        }

        var taken = await db.Set<Invitation>().CountAsync(i => i.RoundId == round.Id && (i.Place == PlaceState.Held || i.Place == PlaceState.Offered || (i.Place == null && i.Reply == Reply.Yes)), cancellation);
        if (after.Seats is { } seats && seats < taken)
        {
            throw new RuleBrokenException("Outreach.TooFewPlaces", seats, taken);
        }
    }

    private Task<List<Invitation>> ToldAsync(InvitationRound round, CancellationToken cancellation) => db.Set<Invitation>()
        .Where(i => i.RoundId == round.Id && (i.Reply == Reply.Yes || i.Reply == Reply.Maybe || i.State == InvitationState.Invited)).ToListAsync(cancellation);
}

/// <param name="Seats">Null: as many as want to.</param>
/// <param name="Reason">Goes into the letters.</param>
/// <param name="ChangesSeen">The <see cref="InvitationRound.EventChanges"/> that were before the eyes.</param>
public sealed record EventChange(Guid RoundId, DateOnly? Date, TimeOnly? Time, string? Place, int? Seats, string? Reason, int ChangesSeen);
