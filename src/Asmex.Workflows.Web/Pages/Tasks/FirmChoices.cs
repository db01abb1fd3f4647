using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Search;
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
        var filter = FirmFilter.Of(search, region, SectorCatalog.Find(sector)?.Key, null, null);
        var fitting = (await db.FirmsLikeAsync(filter, firms => firms.Where(f => !ids.Contains(f.Id)), cancellation)).AsNoTracking();
        return new FirmChoice(chosen, await fitting.OrderBy(f => f.Name).Take(MostShown).ToListAsync(cancellation), await fitting.CountAsync(cancellation), search, sector);
    }
}
