using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Calendars;

/// <summary>Takes back an earlier change of the calendar, which stays in its history.</summary>
public sealed class WithdrawCalendarChange(WorkflowsDbContext db, MoveDates dates, TimeProvider clock)
{
    public async Task<CalendarChange> RunAsync(int version, string reason, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var stamp = await db.NextStampAsync(reason, actor, clock, cancellation);
        var mistaken = await db.Set<CalendarChange>().AsNoTracking().SingleOrDefaultAsync(c => c.Version == version, cancellation)
            ?? throw new NothingThereException("change of the calendar");
        if (await db.Set<CalendarChange>().AnyAsync(c => c.WithdrawnVersion == version, cancellation))
        {
            throw new RuleBrokenException("Calendars.AlreadyWithdrawn", version);
        }

        var change = CalendarChange.Withdrawing(mistaken, stamp);
        await db.MakeAsync(change, TextCatalog.Shared.SayInAll("Calendars.WithdrawalReason", version), dates, actor, cancellation);
        await transaction.CommitAsync(cancellation);
        return change;
    }
}
