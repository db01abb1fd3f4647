using Asmex.Workflows.Audit;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Meetings;

/// <summary>Ends a series: what is convened stays, nothing more is.</summary>
public sealed class EndSeries(WorkflowsDbContext db, TimeProvider clock)
{
    public async Task RunAsync(Guid seriesId, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var series = await db.Set<MeetingSeries>().SingleOrDefaultAsync(s => s.Id == seriesId, cancellation);
        if (series is null || (series.Region is { } region ? !actor.Sees(region) : !actor.SeesAllRegions))
        {
            throw new NothingThereException("series");
        }

        if (!series.IsRunBy(actor))
        {
            throw new RuleBrokenException("Meetings.NotYours", series.Title);
        }

        if (series.EndedAt is null)
        {
            series.End(clock.GetUtcNow());
            db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.MeetingsEnded", new Subject(series.Region), series.Title));
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
