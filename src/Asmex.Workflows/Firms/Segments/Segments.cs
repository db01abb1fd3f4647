using Asmex.Workflows.Firms.Search;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Firms.Segments;

/// <summary>Whose segments a person sees, and which firms belong to one.</summary>
public static class Segments
{
    public static IQueryable<FirmSegment> SeenBy(this IQueryable<FirmSegment> segments, Actor actor)
    {
        var id = actor.PersonId;
        return segments.Where(s => s.IsShared || s.OwnerId == id);
    }

    /// <exception cref="RuleBrokenException">A segment is no longer there: an audience never grows because of it.</exception>
    internal static async Task<IReadOnlyList<Guid>> FirmsOfAsync(this WorkflowsDbContext db, IReadOnlyList<Guid> segmentIds, CancellationToken cancellation)
    {
        var ids = new HashSet<Guid>();
        foreach (var segmentId in segmentIds)
        {
            var segment = await db.Set<FirmSegment>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == segmentId, cancellation) ?? throw new RuleBrokenException("Segments.Gone");
            ids.UnionWith(await (await db.FirmsLikeAsync(segment.Filter, firms => firms, cancellation)).Select(f => f.Id).ToListAsync(cancellation));
        }

        return [.. ids];
    }
}
