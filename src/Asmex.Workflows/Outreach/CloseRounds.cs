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
using Microsoft.Extensions.Logging;

namespace Asmex.Workflows.Outreach;

/// <summary>Ends rounds whose last day has passed or whose firms have all answered, and gives the result to the work. Where the work cannot go on with it,
/// nothing is kept but an incident, and the round is left alone until somebody has dealt with that.</summary>
public sealed partial class CloseRounds(
    WorkflowsDbContext db, Bursts bursts, WaitingList places, InvitationLetters letters, TimeProvider clock, ILogger<CloseRounds> log)
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
                && (!r.AsksAnswer || db.Set<Invitation>().Any(i => i.RoundId == r.Id) || !db.Set<LeftOut>().Any(l => l.RoundId == r.Id && _yetToBeInvited.Contains(l.Reason)))))
            && (r.ExecutionId == null || !db.Set<WorkflowIncident>().Any(o => o.BookmarkId == r.ExecutionId && o.ResolvedAt == null)))
            .OrderBy(r => r.ClosesOn).Select(r => r.Id).ToListAsync(cancellation);
        var closed = 0;
        foreach (var id in due)
        {
            cancellation.ThrowIfCancellationRequested();
            closed += await TryCloseAsync(id, cancellation) ? 1 : 0;
        }

        return closed;
    }

    /// <summary>Ends the round of an answer that is committed, if nothing more is expected from its firms.</summary>
    internal async Task CloseIfSettledAsync(Guid id, Actor actor, CancellationToken cancellation)
    {
        try
        {
            if (!await db.Set<Invitation>().Where(_isOpen).AnyAsync(i => i.RoundId == id, cancellation))
            {
                await db.UntilCommittedAsync(() => CloseAsync(id, actor, cancellation));
            }
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // Whoever answered is not the one to hear of it: the sweep tries again, and says what keeps the round open.
            db.ChangeTracker.Clear();
        }
    }

    private async Task<bool> TryCloseAsync(Guid id, CancellationToken cancellation)
    {
        try
        {
            return await db.UntilCommittedAsync(() => CloseAsync(id, Actor.House, cancellation));
        }
        catch (RuleBrokenException refusal) when (refusal.Key is "Running.AlreadyAnswered" or "Running.Held" or "Running.Endless")
        {
            return false;
        }
        catch (Exception problem) when (problem is not OperationCanceledException && !problem.IsPassing())
        {
            // One round whose work cannot go on must not keep the others open.
            await OpenIncidentAsync(id, problem, cancellation);
            return false;
        }
    }

    private async Task<bool> CloseAsync(Guid id, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        db.ChangeTracker.Clear();
        await places.HoldAsync(id, cancellation);
        var round = await db.Set<InvitationRound>().SingleAsync(r => r.Id == id, cancellation);
        if (round.State != RoundState.Open)
        {
            return false;
        }

        var invitations = await db.Set<Invitation>().Where(i => i.RoundId == id).OrderBy(i => i.InvitedAt).ThenBy(i => i.Id).ToListAsync(cancellation);
        if (round.ExecutionId is { } waiting)
        {
            // The instance is locked before the round's row, in the order of a step that cancels one.
            await bursts.GiveAsync(waiting, new Answer(Value: Result(invitations)), actor, cancellation);
        }

        End(round, invitations, actor);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private async Task OpenIncidentAsync(Guid id, Exception problem, CancellationToken cancellation)
    {
        LogFailed(id, problem);
        await using var transaction = await db.BeginWriteAsync(cancellation);
        db.ChangeTracker.Clear();
        if (await db.Set<InvitationRound>().Where(r => r.Id == id).Select(r => r.ExecutionId).SingleAsync(cancellation) is { } waiting)
        {
            // It holds no answer: a retry only closes it, and the next sweep closes the round with what the firms have said by then.
            // Where the step waits no longer, because another node closed or cancelled the round a moment ago, there is none.
            await db.OpenIncidentAsync(waiting, problem, answer: null, clock.GetUtcNow(), cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
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

    [LoggerMessage(Level = LogLevel.Error, Message = "The round {RoundId} could not be closed")]
    private partial void LogFailed(Guid roundId, Exception problem);
}
