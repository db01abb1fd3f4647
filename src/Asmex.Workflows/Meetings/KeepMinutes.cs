using Asmex.Workflows.Audit;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Meetings;

/// <summary>Writes down what was said at a meeting and who came; those invited are told once.</summary>
public sealed class KeepMinutes(WorkflowsDbContext db, Convening convening, TimeProvider clock)
{
    /// <param name="came">Those of the invited who were there.</param>
    /// <exception cref="RuleBrokenException">It is still to come, cancelled or changed meanwhile, or nothing is written; nothing was kept.</exception>
    public Task RunAsync(Guid meetingId, string? minutes, IReadOnlyCollection<Guid> came, int? seen, Actor actor, CancellationToken cancellation) => db.UntilCommittedAsync("Meetings.Changed", async () =>
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var meeting = await db.MeetingToRunAsync(meetingId, actor, cancellation);
        meeting.MustHaveBegun(Zone.Today(clock));
        meeting.MustBeAsSeen(seen);

        meeting.Keep(minutes, actor, Zone.Today(clock), clock.GetUtcNow());
        foreach (var invited in await db.Set<MeetingParticipant>().Where(p => p.MeetingId == meetingId).ToListAsync(cancellation))
        {
            invited.Note(came.Contains(invited.PersonId));
        }

        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.MinutesKept", new Subject(meeting.Region), meeting.Title, meeting.On));
        await convening.TellInvitedAsync(meeting, TextCatalog.Shared.SayInAll("Meetings.MinutesNews", meeting.Title, meeting.On),
            TextCatalog.Shared.SayInAll("Meetings.MinutesWhy", actor.Name), "minutes", actor, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    });
}
