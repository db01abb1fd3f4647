using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Calendars;

/// <summary>Each change makes the next version; of two made at once one is refused.</summary>
internal static class CalendarVersions
{
    /// <exception cref="NothingThereException">The person may not change the calendar.</exception>
    public static async Task<ChangeStamp> NextStampAsync(
        this WorkflowsDbContext db, string source, Actor actor, TimeProvider clock, CancellationToken cancellation)
    {
        if (!actor.Is(Roles.Administrator))
        {
            throw new NothingThereException("calendar to change");
        }

        // Those who count a date just now are waited for, and moved with the others.
        await db.HoldNameAsync(Calendar.Name, cancellation);
        var last = await db.Set<CalendarChange>().MaxAsync(c => (int?)c.Version, cancellation) ?? 0;
        return new ChangeStamp(last + 1, source, actor.PersonId, actor.Name, clock.GetUtcNow());
    }

    /// <summary>Writes a change, then counts again every date that stands open.</summary>
    /// <exception cref="RuleBrokenException">Somebody else made the same version a moment before.</exception>
    public static async Task MakeAsync(
        this WorkflowsDbContext db, CalendarChange change, Wording reason, MoveDates dates, Actor actor, CancellationToken cancellation)
    {
        db.Add(change);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            throw new RuleBrokenException("Calendars.ChangedMeanwhile");
        }

        await dates.AfterAsync(change, reason, actor, cancellation);
        await db.SaveChangesAsync(cancellation);
    }
}
