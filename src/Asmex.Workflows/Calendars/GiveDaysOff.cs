using Asmex.Workflows.People;
using Asmex.Workflows.Regions;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Calendars;

/// <summary>Adds days off that no rule gives: everywhere, or as a closure in one region.</summary>
public sealed class GiveDaysOff(WorkflowsDbContext db, MoveDates dates, TimeProvider clock)
{
    public async Task<CalendarChange> RunAsync(DaysOffRequest request, Actor actor, CancellationToken cancellation)
    {
        if (request.Region is not null && RegionCatalog.Find(request.Region) is null)
        {
            throw new RuleBrokenException("Regions.Unknown", request.Region);
        }

        await using var transaction = await db.BeginWriteAsync(cancellation);
        var stamp = await db.NextStampAsync(request.Source, actor, clock, cancellation);
        var change = CalendarChange.OfDaysOff(request.From, request.Until, request.Region, request.Name, stamp);
        await db.MakeAsync(change, TextCatalog.Shared.SayInAll("Calendars.DayOffReason", request.Name, request.From), dates, actor, cancellation);
        await transaction.CommitAsync(cancellation);
        return change;
    }
}

/// <param name="Region">Absent: everywhere.</param>
/// <param name="Source">The decree or notice it rests on.</param>
public sealed record DaysOffRequest(DateOnly From, DateOnly Until, string? Region, Wording Name, string Source);
