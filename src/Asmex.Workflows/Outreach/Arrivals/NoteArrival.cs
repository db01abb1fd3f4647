using Asmex.Workflows.Audit;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Outreach.Arrivals;

/// <summary>A firm is at the entrance: noted once, by whoever is quicker.</summary>
public sealed class NoteArrival(WorkflowsDbContext db, TimeProvider clock)
{
    public const int MostPeople = 50;

    /// <exception cref="NothingThereException">No such round or firm in a region of the actor.</exception>
    /// <exception cref="RuleBrokenException">It is not the day, the event is cancelled, or the firm was noted before.</exception>
    public async Task RunAsync(ArrivalRequest request, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var round = await db.Set<InvitationRound>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == request.RoundId, cancellation);
        var invitation = await db.Set<Invitation>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == request.InvitationId && i.RoundId == request.RoundId, cancellation);
        if (round is null || invitation is null || !ChangeEvent.MayChange(round, actor))
        {
            throw new NothingThereException("invitation");
        }

        MustBeTheDay(round, Zone.Today(clock));
        if (request.People is < 1 or > MostPeople)
        {
            throw new RuleBrokenException("Arrivals.People", MostPeople);
        }

        var now = clock.GetUtcNow();
        var noted = await db.Set<Invitation>().Where(i => i.Id == invitation.Id && i.ArrivedAt == null).ExecuteUpdateAsync(set => set
            .SetProperty(i => i.ArrivedAt, now).SetProperty(i => i.ArrivedPeople, request.People).SetProperty(i => i.ArrivalNotedBy, actor.Name), cancellation);
        if (noted == 0)
        {
            var before = await db.Set<Invitation>().AsNoTracking().SingleAsync(i => i.Id == invitation.Id, cancellation);
            throw new RuleBrokenException("Arrivals.NotedBefore", before.FirmName, Zone.TimeOf(before.ArrivedAt!.Value), before.ArrivalNotedBy!);
        }

        db.Add(HistoryEntry.Of(actor, now, "History.FirmArrived", new Subject(invitation.Region, round.PlanId, round.ActionId, FirmId: invitation.FirmId),
            invitation.FirmName, round.Event.Title, request.People));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static void MustBeTheDay(InvitationRound round, DateOnly today)
    {
        if (round.State == RoundState.Cancelled)
        {
            throw new RuleBrokenException("Outreach.Cancelled", round.Event.Title);
        }

        if (round.Event.Date is not { } day)
        {
            throw new RuleBrokenException("Arrivals.NoDay", round.Event.Title);
        }

        if (day != today)
        {
            throw new RuleBrokenException("Arrivals.OtherDay", round.Event.Title, day);
        }
    }
}

/// <param name="People">How many came for the firm.</param>
public sealed record ArrivalRequest(Guid RoundId, Guid InvitationId, int People = 1);
