using Asmex.Workflows.Audit;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Meetings;

/// <summary>Cancels one meeting; its series goes on. Those invited are told why.</summary>
public sealed class CancelMeeting(WorkflowsDbContext db, Convening convening, TimeProvider clock)
{
    /// <param name="seen">The version that the page showed; absent for callers that did not look.</param>
    /// <exception cref="RuleBrokenException">It is over, cancelled or changed meanwhile, or no reason is given; nothing was written.</exception>
    public Task RunAsync(Guid meetingId, string? reason, int? seen, Actor actor, CancellationToken cancellation) => db.UntilCommittedAsync("Meetings.Changed", async () =>
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var meeting = await db.MeetingToRunAsync(meetingId, actor, cancellation);
        meeting.MustBePlanned();
        meeting.MustBeAsSeen(seen);
        meeting.Cancel(reason);
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.MeetingCancelled", new Subject(meeting.Region), meeting.Title, meeting.On, meeting.Reason!));
        await convening.TellInvitedAsync(meeting, TextCatalog.Shared.SayInAll("Meetings.CancelledNews", meeting.Title, meeting.On),
            TextCatalog.Shared.SayInAll("Meetings.CancelledWhy", actor.Name, meeting.Reason!), "cancelled", actor, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    });
}
