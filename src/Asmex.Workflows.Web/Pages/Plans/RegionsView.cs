using Asmex.Workflows.Firms;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Regions;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Web.Setup;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Web.Pages.Plans;

/// <summary>The regions a person sees, with their plans of one year, and where the country stands on its way.</summary>
public sealed class RegionsView(WorkflowsDbContext db, PlanLines lines, IOptions<AimOptions> aim)
{
    public async Task<NationalView> ReadAsync(int year, Actor actor, CancellationToken cancellation)
    {
        var plans = await lines.ReadAsync(db.Set<Plan>().Where(p => p.Year == year && p.Status != PlanStatus.Abandoned), cancellation);
        var firms = (await db.Set<Firm>().GroupBy(f => new { f.Region, f.ExportStatus }).Select(g => new { g.Key.Region, g.Key.ExportStatus, Count = g.Count() })
            .ToListAsync(cancellation)).ToLookup(f => f.Region);
        var conversions = (await db.CountConversionsAsync(cancellation)).Where(c => c.Year >= aim.Value.FromYear).ToList();
        var regions = RegionCatalog.All.Where(r => actor.Sees(r.Code)).Select(region => new RegionLine(
            region,
            plans.FirstOrDefault(p => p.Plan.Region == region.Code),
            firms[region.Code].Sum(f => f.Count),
            firms[region.Code].Where(f => f.ExportStatus is ExportStatus.FirstTime or ExportStatus.Regular).Sum(f => f.Count),
            conversions.Where(c => c.Region == region.Code && c.Year == year).Sum(c => c.Count))).ToList();
        return new NationalView(year, regions, conversions.Sum(c => c.Count), aim.Value);
    }
}

/// <summary>One region in a year.</summary>
/// <param name="Plan">Absent where none was launched.</param>
/// <param name="Conversions">Firms that exported for the first time in that year.</param>
public sealed record RegionLine(Region Region, PlanLine? Plan, int Firms, int Exporting, int Conversions)
{
    public int Late => Plan?.Late ?? 0;
    public Funds Funds => Plan?.Funds ?? Funds.None;
}

/// <param name="Converted">First exports of all regions since counting began.</param>
public sealed record NationalView(int Year, IReadOnlyList<RegionLine> Regions, int Converted, AimOptions Aim)
{
    public Funds Funds => Regions.Aggregate(Funds.None, (sum, r) => sum + r.Funds);
    public int Exporters => Aim.Start + Converted;
}
