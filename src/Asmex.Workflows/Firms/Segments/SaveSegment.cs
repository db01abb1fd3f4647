using Asmex.Workflows.Firms.Search;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Firms.Segments;

/// <summary>Keeps a choice of firms under a name; the same name of the same person again replaces it.</summary>
public sealed class SaveSegment(WorkflowsDbContext db, TimeProvider clock)
{
    private const int MostKept = 50;

    /// <exception cref="RuleBrokenException">It has no name, chooses nothing, or there are too many.</exception>
    public async Task<FirmSegment> RunAsync(string? name, FirmFilter filter, bool isShared, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var now = clock.GetUtcNow();
        var segment = new FirmSegment(name, filter, isShared, actor, now);
        var kept = await db.Set<FirmSegment>().Where(s => s.OwnerId == segment.OwnerId).ToListAsync(cancellation);
        if (kept.Find(s => s.Name == segment.Name) is { } same)
        {
            same.Choose(filter, isShared, now);
            segment = same;
        }
        else if (kept.Count >= MostKept)
        {
            throw new RuleBrokenException("Segments.TooMany", MostKept);
        }
        else
        {
            db.Add(segment);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return segment;
    }
}
