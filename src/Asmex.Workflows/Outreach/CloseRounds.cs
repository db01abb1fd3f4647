using System.Linq.Expressions;
using System.Text.Json.Nodes;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Outreach;

/// <summary>Ends rounds whose last day has passed or whose firms have all answered, and gives the result to the work.</summary>
public sealed class CloseRounds(WorkflowsDbContext db, Bursts bursts, WaitingList places, InvitationLetters letters, TimeProvider clock)
{
    // Who said perhaps may still decide, who waits may still get a place.
    private static readonly Expression<Func<Invitation, bool>> _isOpen = i =>
        i.State == InvitationState.Invited || i.Reply == Reply.Maybe || i.Place == PlaceState.Waiting || i.Place == PlaceState.Offered;

    // Who is written to on paper, or after a coordinator let a firm go, is invited later.
    private static readonly LeftOutReason[] _yetToBeInvited = [LeftOutReason.NoContact, LeftOutReason.NoAddress, LeftOutReason.OtherPlan];

    private static readonly (string Name, Func<Invitation, bool> Belongs)[] _results =
    [
        ("Yes", i => i.Comes), ("Waiting", i => i.Reply == Reply.Yes && !i.Comes), ("No", i => i.Reply == Reply.No), ("Maybe", i => i.Reply == Reply.Maybe), ("None", i => i.Reply is null),
    ];

    /// <returns>How many rounds were closed.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var today = Zone.Today(clock);
        var due = await db.Set<InvitationRound>().AsNoTracking().Where(r => r.State == RoundState.Open
            && (r.ClosesOn < today || (!db.Set<Invitation>().Where(_isOpen).Any(i => i.RoundId == r.Id)
                && (!r.AsksAnswer || db.Set<Invitation>().Any(i => i.RoundId == r.Id) || !db.Set<LeftOut>().Any(l => l.RoundId == r.Id && _yetToBeInvited.Contains(l.Reason))))))
            .OrderBy(r => r.ClosesOn).Select(r => r.Id).ToListAsync(cancellation);
        var closed = 0;
        foreach (var id in due)
        {
            cancellation.ThrowIfCancellationRequested();
            closed += await TryCloseAsync(id, cancellation) ? 1 : 0;
        }

        return closed;
    }

    /// <summary>Ends the round inside the transaction of another verb if nothing more is expected from its firms.</summary>
    internal async Task CloseIfSettledAsync(InvitationRound round, Actor actor, CancellationToken cancellation)
    {
        // Two last answers at once each see the other as missing: the sweep closes what neither did.
        if (!await db.Set<Invitation>().Where(_isOpen).AnyAsync(i => i.RoundId == round.Id, cancellation))
        {
            await CloseAsync(round, actor, cancellation);
        }
    }

    private async Task<bool> TryCloseAsync(Guid id, CancellationToken cancellation)
    {
        try
        {
            await db.UntilCommittedAsync(() => CloseAsync(id, cancellation));
            return true;
        }
        catch (RuleBrokenException refusal) when (refusal.WaitsForRepair())
        {
            // It is closed when an administrator has seen to its workflow; the others do not wait for that.
            return false;
        }
    }

    private async Task CloseAsync(Guid id, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        db.ChangeTracker.Clear();
        await places.HoldAsync(id, cancellation);
        var round = await db.Set<InvitationRound>().SingleAsync(r => r.Id == id, cancellation);
        await CloseAsync(round, Actor.House, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private async Task CloseAsync(InvitationRound round, Actor actor, CancellationToken cancellation)
    {
        if (round.State != RoundState.Open)
        {
            return;
        }

        var invitations = await db.Set<Invitation>().Where(i => i.RoundId == round.Id).OrderBy(i => i.InvitedAt).ThenBy(i => i.Id).ToListAsync(cancellation);
        if (round.ExecutionId is { } waiting && !await ResumeAsync(waiting, invitations, actor, cancellation))
        {
            return;
        }

        End(round, invitations, actor);
        await db.SaveChangesAsync(cancellation);
    }

    /// <returns>False when another node closed the round a moment ago; what this verb has to say stands all the same.</returns>
    private async Task<bool> ResumeAsync(string executionId, List<Invitation> invitations, Actor actor, CancellationToken cancellation)
    {
        try
        {
            // The instance is locked before the round, in the order of a step that cancels one.
            await bursts.ResumeAsync(executionId, new Answer(Value: Result(invitations)), actor, cancellation);
            return true;
        }
        catch (Exception other) when (other is NothingThereException or RuleBrokenException and not EndlessActException)
        {
            return false;
        }
    }

    private void End(InvitationRound round, List<Invitation> invitations, Actor actor)
    {
        var now = clock.GetUtcNow();
        round.Close(now);
        foreach (var invitation in invitations.Where(i => i.Place is PlaceState.Waiting or PlaceState.Offered))
        {
            invitation.Lapse();
            letters.EndWaiting(round, invitation);
        }

        if (round.AsksAnswer)
        {
            db.Add(HistoryEntry.Of(actor, now, "History.RoundClosed", new Subject(round.Region, round.PlanId, round.ActionId, InstanceId: round.InstanceId),
                round.Event.Title, invitations.Count, invitations.Count(i => i.Reply is not null), invitations.Count(i => i.Comes)));
        }
    }

    private static JsonObject Result(List<Invitation> invitations)
    {
        // Of a firm that two files of it answered for, the first of the results counts.
        var ofFirms = invitations.GroupBy(i => i.FirmId).Select(g => g.MinBy(i => _results.TakeWhile(r => !r.Belongs(i)).Count())!).ToList();
        var result = new JsonObject { ["invited"] = ofFirms.Count };
        foreach (var (name, belongs) in _results)
        {
            var firms = ofFirms.Where(belongs).Select(i => (JsonNode)i.FirmId.ToString()).ToArray();
            result[name.ToLowerInvariant()] = firms.Length;
            result["firms" + name] = new JsonArray(firms);
        }

        return result;
    }
}
