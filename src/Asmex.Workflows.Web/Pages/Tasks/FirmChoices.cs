using Asmex.Workflows.Firms;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Web.Pages.Tasks;

/// <summary>Finds the firms of a region to tick in a task's form.</summary>
public sealed class FirmChoices(WorkflowsDbContext db, TaskSheets sheets)
{
    private const int MostShown = 25;

    /// <param name="region">Whose firms are offered; none are beside the ticked ones when absent, as for a guest.</param>
    public async Task<FirmChoice> OfferAsync(string? region, IReadOnlyList<string> ticked, string search, string sector, CancellationToken cancellation)
    {
        var chosen = await sheets.FirmsAsync(ticked, cancellation);
        if (region is null)
        {
            return new FirmChoice(chosen, [], 0, search, sector);
        }

        var ids = chosen.Select(f => f.Id).ToList();
        var fitting = db.Set<Firm>().AsNoTracking().Where(f => f.Region == region && !ids.Contains(f.Id)).Matching(search);
        fitting = SectorCatalog.Find(sector) is { } known ? fitting.Where(f => f.Sector == known.Key) : fitting;
        return new FirmChoice(chosen, await fitting.OrderBy(f => f.Name).Take(MostShown).ToListAsync(cancellation), await fitting.CountAsync(cancellation), search, sector);
    }
}
