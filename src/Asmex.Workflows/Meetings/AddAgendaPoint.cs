using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Meetings;

/// <summary>Puts a point on the agenda of a meeting to come; everyone invited may.</summary>
public sealed class AddAgendaPoint(WorkflowsDbContext db)
{
    /// <exception cref="NothingThereException">There is no such meeting for this person, or the person only reads.</exception>
    /// <exception cref="RuleBrokenException">It says nothing, there are too many, or the meeting is over or cancelled.</exception>
    public async Task RunAsync(Guid meetingId, string? text, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var meeting = await db.MeetingAsync(meetingId, actor, cancellation);
        if (!MeetingSeries.MayRun(actor, meeting.Region) && !await IsInvitedAsync(db, meetingId, actor, cancellation))
        {
            throw new NothingThereException("meeting");
        }

        meeting.MustBePlanned();
        await db.HoldNumbersAsync(meetingId, cancellation);
        var numbers = await db.Set<AgendaPoint>().Where(p => p.MeetingId == meetingId).Select(p => p.Number).ToListAsync(cancellation);
        if (numbers.Count >= MeetingSeries.MostPoints)
        {
            throw new RuleBrokenException("Meetings.TooManyPoints", MeetingSeries.MostPoints);
        }

        db.Add(new AgendaPoint(meetingId, numbers.DefaultIfEmpty(0).Max() + 1, text, actor));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    internal static Task<bool> IsInvitedAsync(WorkflowsDbContext db, Guid meetingId, Actor actor, CancellationToken cancellation)
    {
        var selves = actor.Principals.Select(p => p.Id).Append(actor.PersonId ?? Guid.Empty).ToList();
        return db.Set<MeetingParticipant>().AnyAsync(p => p.MeetingId == meetingId && selves.Contains(p.PersonId), cancellation);
    }
}
