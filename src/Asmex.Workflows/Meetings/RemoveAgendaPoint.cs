using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Meetings;

/// <summary>Takes a point off the agenda: one's own, or any for who convenes. What is no longer there stays away.</summary>
public sealed class RemoveAgendaPoint(WorkflowsDbContext db)
{
    public async Task RunAsync(Guid meetingId, Guid pointId, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var meeting = await db.MeetingAsync(meetingId, actor, cancellation);
        meeting.MustBePlanned();
        if (await db.Set<AgendaPoint>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == pointId && p.MeetingId == meetingId, cancellation) is { } point)
        {
            if (!actor.ActsAs(point.ById) && !MeetingSeries.MayRun(actor, meeting.Region))
            {
                throw new RuleBrokenException("Meetings.NotYours", meeting.Title);
            }

            await db.Set<AgendaPoint>().Where(p => p.Id == pointId).ExecuteDeleteAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }
}
