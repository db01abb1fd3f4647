using Asmex.Workflows.Audit;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Notifications;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Meetings;

/// <summary>Convenes the next meeting of a series and tells people of meetings, inside the transaction of a verb.</summary>
public sealed class Convening(WorkflowsDbContext db, Calendar calendar, PeopleDirectory people, Notify notify, TimeProvider clock)
{
    /// <summary>The next meeting that has not begun; months that went by are left out.</summary>
    /// <returns>Nothing when somebody else has just convened it, or the series is over.</returns>
    public async Task<Meeting?> NextAsync(Guid seriesId, CancellationToken cancellation)
    {
        var (now, working) = (clock.GetUtcNow(), await calendar.HoldAsync(cancellation));
        var series = await db.Set<MeetingSeries>().AsNoTracking().SingleAsync(s => s.Id == seriesId, cancellation);
        var month = series.NextMonth;
        while (Zone.At(working.DueOn(series.Rule.Of(month, series.Region)), series.Starts) <= now)
        {
            month = month.AddMonths(series.Rule.EveryMonths);
        }

        // Whoever turns the row convenes; another node finds it turned, or the meeting there already.
        var (following, today) = (month.AddMonths(series.Rule.EveryMonths), Zone.DateOf(now));
        if (await db.Set<MeetingSeries>().Where(s => s.Id == seriesId && s.EndedAt == null && s.NextMonth == series.NextMonth)
            .Where(s => !db.Set<Meeting>().Any(m => m.SeriesId == s.Id && m.Status == MeetingStatus.Planned && m.On >= today))
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.NextMonth, following), cancellation) == 0)
        {
            return null;
        }

        var meeting = new Meeting(series, month, working, now);
        db.Add(meeting);
        db.AddRange(series.Points.Select((text, i) => new AgendaPoint(meeting.Id, i + 1, text, by: null)));
        var invited = await InvitedAsync(series, today, cancellation);
        db.AddRange(invited.Select(p => new MeetingParticipant(meeting.Id, p.Person.Id, p.Role)));
        db.Add(HistoryEntry.Of(Actor.House, now, "History.MeetingConvened", new Subject(meeting.Region), meeting.Title, meeting.On));
        await TellAsync(meeting, [.. invited.Select(p => p.Person)], Say("Meetings.Invited", meeting.Title, meeting.On), Say("Meetings.InvitedWhy", meeting.On, Dates.Hour(meeting.Starts), PlaceOf(meeting)), "convened", cancellation);
        return meeting;
    }

    /// <summary>Tells those invited.</summary>
    /// <param name="but">Who did it and knows.</param>
    public async Task TellInvitedAsync(Meeting meeting, Wording what, Wording why, string occasion, Actor but, CancellationToken cancellation)
    {
        var ids = await db.Set<MeetingParticipant>().Where(p => p.MeetingId == meeting.Id && p.PersonId != but.PersonId).Select(p => p.PersonId).ToListAsync(cancellation);
        await TellAsync(meeting, await people.ByIdAsync(ids, cancellation), what, why, occasion, cancellation);
    }

    public static string PlaceOf(Meeting meeting) => meeting.Place.Length > 0 ? meeting.Place : "—";

    private async Task TellAsync(Meeting meeting, IReadOnlyList<Person> to, Wording what, Wording why, string occasion, CancellationToken cancellation) =>
        await notify.TellAsync(to,
            new News(NotificationKind.Meeting, what, why, $"/meetings/{meeting.Id}", $"meeting:{meeting.Id:N}:{occasion}", LetterAbout.Nothing), cancellation);

    private async Task<IReadOnlyList<(Person Person, string Role)>> InvitedAsync(MeetingSeries series, DateOnly today, CancellationToken cancellation)
    {
        var (roles, region) = (series.Invited.ToList(), series.Region);
        var found = await db.Users.AsNoTracking()
            .Where(p => p.SuspendedAt == null && p.Appointments.Any(a => roles.Contains(a.Role) && (region == null || a.Region == null || a.Region == region) && a.From <= today && (a.Until == null || a.Until >= today)))
            .OrderBy(p => p.Name).ToListAsync(cancellation);
        return [.. found.Select(p => (p, roles.First(r => p.Appointments.Any(a => a.Role == r && a.HoldsOn(today)))))];
    }

    private static Wording Say(string key, params object?[] values) => TextCatalog.Shared.SayInAll(key, values);
}
