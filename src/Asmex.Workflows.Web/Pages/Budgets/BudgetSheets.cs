using Asmex.Workflows.Budgets;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Web.Pages.Budgets;

/// <summary>Reads the money of a year from the tallies, never from the movements: its cost does not grow with the ledger.</summary>
public sealed class BudgetSheets(WorkflowsDbContext db)
{
    public async Task<BudgetSheet> ReadAsync(int year, string? region, Actor actor, CancellationToken cancellation)
    {
        var plans = PlansSeen(year, region, actor);
        var rows = await db.Set<LineTally>().Join(db.Set<Envelope>(), t => t.EnvelopeId, e => e.Id, (t, e) => new { Tally = t, e.Region, e.PlanId })
            .Where(t => plans.Any(p => p.Id == t.PlanId))
            .GroupBy(t => new { t.Region, t.Tally.Line, t.Tally.Month })
            .Select(g => new
            {
                g.Key,
                Allotted = g.Sum(t => t.Tally.Allotted),
                Reserved = g.Sum(t => t.Tally.Reserved),
                Committed = g.Sum(t => t.Tally.Committed),
                Spent = g.Sum(t => t.Tally.Spent),
                Promised = g.Sum(t => t.Tally.Promised),
                Received = g.Sum(t => t.Tally.Received),
            }).ToListAsync(cancellation);
        var envelopes = region is null ? [] : await db.Set<Envelope>().AsNoTracking().Where(e => plans.Any(p => p.Id == e.PlanId)).OrderBy(e => e.Code).ToListAsync(cancellation);
        var actions = await db.Set<PlanAction>().Where(a => plans.Any(p => p.Id == a.PlanId) && a.Status != PlanStatus.Abandoned)
            .Select(a => new PlannedAction(a.Budget, a.StartsOn, a.FixedDate)).ToListAsync(cancellation);
        return new BudgetSheet(year, region, [.. rows.Select(r => new BudgetRow(r.Key.Region, r.Key.Line, r.Key.Month, new Balance(r.Allotted, r.Reserved, r.Committed, r.Spent, r.Promised, r.Received)))], envelopes, actions);
    }

    /// <summary>The plans whose money a person sees.</summary>
    public IQueryable<Plan> PlansSeen(int year, string? region, Actor actor)
    {
        var (all, regions) = (actor.SeesAllRegions, actor.Regions);

        // What an abandoned plan has spent stays spent.
        return db.Set<Plan>().Where(p => p.Year == year && (p.Status != PlanStatus.Abandoned || db.Set<Envelope>().Any(e => e.PlanId == p.Id && e.Spent > 0)) && (all || regions.Contains(p.Region)) && (region == null || p.Region == region));
    }
}
