using Asmex.Workflows.Audit;
using Asmex.Workflows.People;
using Asmex.Workflows.Regions;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Meetings;

/// <summary>Begins a series of meetings and convenes the first.</summary>
public sealed class StartSeries(WorkflowsDbContext db, Convening convening, TimeProvider clock)
{
    /// <returns>The first meeting.</returns>
    /// <exception cref="RuleBrokenException">It is not this person's to convene, it runs already, or there is no such day in every month; nothing was written.</exception>
    public async Task<Guid> RunAsync(MeetingSeriesDraft draft, Actor actor, CancellationToken cancellation)
    {
        if (draft.Region is not null && RegionCatalog.Find(draft.Region) is null)
        {
            throw new NothingThereException("region");
        }

        if (!MeetingSeries.MayRun(actor, draft.Region))
        {
            throw new RuleBrokenException("Meetings.MayNotConvene");
        }

        await using var transaction = await db.BeginWriteAsync(cancellation);
        var series = new MeetingSeries(draft, actor, clock.GetUtcNow());
        await MustBeNewAsync(series, cancellation);
        db.Add(series);
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.MeetingsBegun", new Subject(series.Region), series.Title));
        await db.SaveChangesAsync(cancellation);
        var first = await convening.NextAsync(series.Id, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return first!.Id;
    }

    // Sent twice, or by two people, it would invite everybody twice.
    private async Task MustBeNewAsync(MeetingSeries series, CancellationToken cancellation)
    {
        await db.HoldNameAsync("meeting series", cancellation);
        var running = await db.Set<MeetingSeries>().AsNoTracking().Where(s => s.EndedAt == null && s.Region == series.Region).ToListAsync(cancellation);
        if (running.Any(s => s.Title.Fr.Equals(series.Title.Fr, StringComparison.OrdinalIgnoreCase)))
        {
            throw new RuleBrokenException("Meetings.SeriesRuns", series.Title);
        }
    }
}
