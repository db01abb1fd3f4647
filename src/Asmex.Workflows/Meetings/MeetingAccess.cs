using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Meetings;

/// <summary>How pages and verbs take up a meeting.</summary>
public static class MeetingAccess
{
    /// <summary>The meetings that are there for a person: of a region they see, or to which they, or someone absent they stand in for, are invited.</summary>
    public static IQueryable<Meeting> MeetingsOf(this WorkflowsDbContext db, Actor actor)
    {
        if (actor.SeesAllRegions)
        {
            return db.Set<Meeting>();
        }

        var regions = actor.Regions;
        var selves = actor.Principals.Select(p => p.Id).Append(actor.PersonId ?? Guid.Empty).ToList();
        return db.Set<Meeting>().Where(m => (m.Region != null && regions.Contains(m.Region)) || db.Set<MeetingParticipant>().Any(p => p.MeetingId == m.Id && selves.Contains(p.PersonId)));
    }

    /// <exception cref="NothingThereException">There is no such meeting for this person.</exception>
    internal static async Task<Meeting> MeetingAsync(this WorkflowsDbContext db, Guid id, Actor actor, CancellationToken cancellation) =>
        await db.MeetingsOf(actor).SingleOrDefaultAsync(m => m.Id == id, cancellation) ?? throw new NothingThereException("meeting");

    /// <summary>Of two who add to the same meeting at once the second waits, so that each point and decision has a number of its own.</summary>
    internal static Task HoldNumbersAsync(this WorkflowsDbContext db, Guid meetingId, CancellationToken cancellation) => db.HoldNameAsync($"meeting:{meetingId:N}", cancellation);

    /// <exception cref="NothingThereException">There is no such meeting for this person.</exception>
    /// <exception cref="RuleBrokenException">Others convene it.</exception>
    internal static async Task<Meeting> MeetingToRunAsync(this WorkflowsDbContext db, Guid id, Actor actor, CancellationToken cancellation)
    {
        var meeting = await db.MeetingAsync(id, actor, cancellation);
        return MeetingSeries.MayRun(actor, meeting.Region) ? meeting : throw new RuleBrokenException("Meetings.NotYours", meeting.Title);
    }
}
