using Asmex.Workflows.Audit;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Letters.Models;
using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.Notifications;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Calendars;

/// <summary>Counts again, in the transaction of a change of the calendar, every date that stands open; says it in the history and tells each owner once.</summary>
public sealed class MoveDates(WorkflowsDbContext db, Calendar calendar, IEnumerable<ICountsDates> counts, Notify notify, TimeProvider clock)
{
    /// <summary>A letter names so many dates; the rest is on the pages.</summary>
    private const int MostLines = 30;

    /// <param name="reason">The change in a few words, as the history and the letters say it.</param>
    public async Task AfterAsync(CalendarChange change, Wording reason, Actor actor, CancellationToken cancellation)
    {
        var shift = new CalendarShift(await calendar.CurrentAsync(cancellation), change.Region, reason, actor, clock.GetUtcNow());
        var moved = new List<MovedDate>();
        foreach (var slice in counts)
        {
            moved.AddRange(await slice.RecountAsync(shift, cancellation));
        }

        db.AddRange(moved.Select(m => HistoryEntry.Of(actor, shift.Now, "History.DateMoved", m.About, m.What, m.From, m.To, reason)));
        await TellAsync(moved, change, shift, cancellation);
        change.Count(moved.Count);
    }

    private async Task TellAsync(List<MovedDate> moved, CalendarChange change, CalendarShift shift, CancellationToken cancellation)
    {
        foreach (var own in moved.SelectMany(m => m.Owners.Select(owner => (Owner: owner, Date: m))).GroupBy(p => p.Owner, p => p.Date))
        {
            var dates = own.OrderBy(d => d.To).ToList();
            var why = TextCatalog.Shared.SayInAll("Calendars.DatesMoved", shift.Reason, dates.Count);
            var lines = dates.Take(MostLines).Select(d => new MovedLine(d.What, d.From, d.To, new Link(d.Path))).ToList();
            var path = dates.Count == 1 ? dates[0].Path : "/inbox";
            await notify.TellAsync([own.Key], new News(NotificationKind.DateMoved, TextCatalog.Shared.SayInAll("Calendars.DatesMovedTitle", dates.Count), why, path,
                $"dates-moved:{change.Id:N}", LetterAbout.Nothing)
            { Letter = LetterKeys.DatesMoved, Model = new MovedLetter(shift.Reason, dates.Count, lines, new Link(path)) }, cancellation);
        }
    }
}
