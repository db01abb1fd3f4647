using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Calendars;

/// <summary>Sets the first day of a feast as the ministry proclaimed it, or as it was printed.</summary>
public sealed class ObserveFeast(WorkflowsDbContext db, Calendar calendar, MoveDates dates, TimeProvider clock)
{
    public async Task<CalendarChange> RunAsync(FeastSighting sighting, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var stamp = await db.NextStampAsync(sighting.Source, actor, clock, cancellation);
        var current = await calendar.CurrentAsync(cancellation);
        var feast = current.FeastOf(sighting.Feast, sighting.HijriYear) ?? throw new NothingThereException("feast");
        var change = CalendarChange.OfFeast(feast, sighting.First, sighting.Certainty, stamp);
        await db.MakeAsync(change, TextCatalog.Shared.SayInAll("Calendars.FeastReason", feast.Name, sighting.First), dates, actor, cancellation);
        await transaction.CommitAsync(cancellation);
        return change;
    }
}

public sealed record FeastSighting(string Feast, int HijriYear, DateOnly First, Certainty Certainty, string Source);
