using Asmex.Workflows.Audit;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Meetings;

/// <summary>Counts the days of meetings to come again; those invited are told with their other dates.</summary>
public sealed class RecountMeetings(WorkflowsDbContext db) : ICountsDates
{
    public async Task<IReadOnlyList<MovedDate>> RecountAsync(CalendarShift shift, CancellationToken cancellation)
    {
        var today = Zone.DateOf(shift.Now);
        var moved = new List<MovedDate>();
        foreach (var meeting in await db.Set<Meeting>().Where(m => m.Status == MeetingStatus.Planned && m.On >= today && (shift.Region == null || m.Region == shift.Region)).ToListAsync(cancellation))
        {
            // One that has its own day because somebody chose it keeps that rule too.
            if (shift.Calendar.DueOn(meeting.Due) is var to && to != meeting.On && to >= today)
            {
                var from = meeting.On;
                meeting.MoveTo(meeting.Due, meeting.Starts, meeting.Ends, meeting.Place, shift.Calendar);
                var invited = await db.Set<MeetingParticipant>().Where(p => p.MeetingId == meeting.Id).Select(p => p.PersonId).ToListAsync(cancellation);
                moved.Add(new MovedDate(meeting.Title, from, to, new Subject(meeting.Region), $"/meetings/{meeting.Id}", invited));
            }
        }

        return moved;
    }
}
