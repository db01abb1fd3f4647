using Asmex.Workflows.Audit;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Meetings;

/// <summary>Gives one meeting another day, hour or place; the others of its series stay. Those invited are told.</summary>
public sealed class MoveMeeting(WorkflowsDbContext db, Calendar calendar, Convening convening, TimeProvider clock)
{
    private static readonly Wording _chosen = new("Jour choisi", "اليوم المختار", "The day chosen");

    /// <exception cref="RuleBrokenException">It is over or cancelled, changed meanwhile, the day is past, or no reason is given; nothing was written.</exception>
    public Task RunAsync(MoveMeetingRequest request, Actor actor, CancellationToken cancellation) => db.UntilCommittedAsync("Meetings.Changed", async () =>
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var meeting = await db.MeetingToRunAsync(request.MeetingId, actor, cancellation);
        meeting.MustBeAsSeen(request.Seen);

        var (reason, from) = (Meeting.Said(request.Reason), meeting.On);
        if (request.On < Zone.Today(clock))
        {
            throw new RuleBrokenException("Meetings.DayPast", request.On);
        }

        if ((request.On, request.Starts) != (meeting.On, meeting.Starts) && Zone.At(request.On, request.Starts) <= clock.GetUtcNow())
        {
            throw new RuleBrokenException("Meetings.HourPast", Dates.Hour(request.Starts));
        }

        var rule = request.On == meeting.On ? meeting.Due : new DateRule(request.On, 0, meeting.Region, _chosen);
        meeting.MoveTo(rule, request.Starts, request.Ends, request.Place, await calendar.HoldAsync(cancellation));
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.MeetingMoved", new Subject(meeting.Region), meeting.Title, from, meeting.On, reason));
        await convening.TellInvitedAsync(meeting, TextCatalog.Shared.SayInAll("Meetings.Moved", meeting.Title, meeting.On),
            TextCatalog.Shared.SayInAll("Meetings.MovedWhy", meeting.On, Dates.Hour(meeting.Starts), Convening.PlaceOf(meeting), reason), $"moved:{meeting.Version}", actor, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    });
}

/// <summary>Where a meeting shall be.</summary>
/// <param name="Seen">The version that the page showed; absent for callers that did not look.</param>
public sealed record MoveMeetingRequest(Guid MeetingId, DateOnly On, TimeOnly Starts, TimeOnly Ends, string? Place, string? Reason, int? Seen = null);
