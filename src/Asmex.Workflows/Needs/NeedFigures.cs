using System.Globalization;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Needs;

/// <summary>How many needs stand behind a figure, of how many firms, and how many are still open.</summary>
/// <param name="Key">A region's code, a sector's key, a category or a month.</param>
public sealed record NeedFigure(string Key, int Needs, int Firms, int Open);

/// <summary>Counts needs by region, sector, category and month.</summary>
public static class NeedFigures
{
    public const int MostStated = 5;

    public static IQueryable<Need> Chosen(this IQueryable<Need> needs, NeedFilter filter)
    {
        needs = filter.Region is { } region ? needs.Where(n => n.Region == region) : needs;
        needs = filter.Sector is { } sector ? needs.Where(n => n.Sector == sector) : needs;
        needs = filter.Category is { } category ? needs.Where(n => n.Category == category) : needs;
        needs = filter.Month is { } month ? needs.Where(n => n.Month == month) : needs;
        return filter.State is { } state ? needs.Where(n => n.State == state) : needs;
    }

    public static async Task<IReadOnlyList<NeedFigure>> NeedFiguresAsync(this WorkflowsDbContext db, NeedFilter filter, NeedBy by, Actor actor, CancellationToken cancellation)
    {
        var needs = db.Set<Need>().AsNoTracking().SeenBy(actor).Chosen(filter);
        return by switch
        {
            NeedBy.Region => await needs.GroupBy(n => n.Region).Select(g => new NeedFigure(g.Key, g.Count(), g.Select(n => n.FirmId).Distinct().Count(), g.Count(n => n.State != NeedState.Closed)))
                .ToListAsync(cancellation),
            NeedBy.Sector => await needs.GroupBy(n => n.Sector).Select(g => new NeedFigure(g.Key, g.Count(), g.Select(n => n.FirmId).Distinct().Count(), g.Count(n => n.State != NeedState.Closed)))
                .ToListAsync(cancellation),
            NeedBy.Month => [.. (await needs.GroupBy(n => n.Month).Select(g => new { g.Key, Needs = g.Count(), Firms = g.Select(n => n.FirmId).Distinct().Count(), Open = g.Count(n => n.State != NeedState.Closed) })
                .ToListAsync(cancellation)).Select(g => new NeedFigure(g.Key.ToString(CultureInfo.InvariantCulture), g.Needs, g.Firms, g.Open))],
            _ => [.. (await needs.GroupBy(n => n.Category).Select(g => new { g.Key, Needs = g.Count(), Firms = g.Select(n => n.FirmId).Distinct().Count(), Open = g.Count(n => n.State != NeedState.Closed) })
                .ToListAsync(cancellation)).Select(g => new NeedFigure(g.Key.ToString(), g.Needs, g.Firms, g.Open))],
        };
    }

    /// <summary>What the firms of a region, or of all that the person sees, ask for most: by firms, then by needs.</summary>
    public static async Task<IReadOnlyList<NeedFigure>> MostStatedAsync(this WorkflowsDbContext db, string? region, Actor actor, CancellationToken cancellation) =>
    [
        .. (await db.NeedFiguresAsync(new NeedFilter(region), NeedBy.Category, actor, cancellation))
            .OrderByDescending(f => f.Firms).ThenByDescending(f => f.Needs).ThenBy(f => f.Key, StringComparer.Ordinal).Take(MostStated),
    ];
}

public enum NeedBy
{
    Category,
    Region,
    Sector,
    Month,
}
