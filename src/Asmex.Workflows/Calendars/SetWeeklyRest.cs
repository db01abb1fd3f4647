using Asmex.Workflows.People;
using Asmex.Workflows.Regions;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Calendars;

/// <summary>Sets the days of rest of every week from a day on: everywhere, or in one region.</summary>
public sealed class SetWeeklyRest(WorkflowsDbContext db, MoveDates dates, TimeProvider clock)
{
    public async Task<CalendarChange> RunAsync(WeeklyRestRequest request, Actor actor, CancellationToken cancellation)
    {
        if (request.Region is not null && RegionCatalog.Find(request.Region) is null)
        {
            throw new RuleBrokenException("Regions.Unknown", request.Region);
        }

        await using var transaction = await db.BeginWriteAsync(cancellation);
        var stamp = await db.NextStampAsync(request.Source, actor, clock, cancellation);
        var change = CalendarChange.OfWeeklyRest(request.From, request.Rest, request.Region, stamp);
        await db.MakeAsync(change, TextCatalog.Shared.SayInAll("Calendars.RestReason", request.From), dates, actor, cancellation);
        await transaction.CommitAsync(cancellation);
        return change;
    }
}

/// <param name="Region">Absent: everywhere.</param>
public sealed record WeeklyRestRequest(DateOnly From, IReadOnlyList<DayOfWeek> Rest, string? Region, string Source);
