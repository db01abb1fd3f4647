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
        var change = CalendarChange.Withdrawing(await LastWordOnAsync(mistaken, cancellation), stamp);
        await db.MakeAsync(change, TextCatalog.Shared.SayInAll("Calendars.WithdrawalReason", version), dates, actor, cancellation);
        await transaction.CommitAsync(cancellation);
        return change;
    }

    // A change is withdrawn once; one whose withdrawal was itself taken back holds again, and ends with what took it back.
    private async Task<CalendarChange> LastWordOnAsync(CalendarChange mistaken, CancellationToken cancellation)
    {
        var (last, holds) = (mistaken, true);
        while (await WithdrawalOfAsync(last.Version, cancellation) is { } withdrawal)
        {
            (last, holds) = (withdrawal, !holds);
        }

        return holds ? last : throw new RuleBrokenException("Calendars.AlreadyWithdrawn", mistaken.Version);
    }

    private Task<CalendarChange?> WithdrawalOfAsync(int version, CancellationToken cancellation) =>
        db.Set<CalendarChange>().AsNoTracking().SingleOrDefaultAsync(c => c.WithdrawnVersion == version, cancellation);
}
