using Asmex.Workflows.People;
using Asmex.Workflows.Regions;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Firms.Imports;

/// <summary>Who imports files, and whose imports they see.</summary>
public static class ImportRights
{
    public static bool MayImport(this Actor actor) => RegionCatalog.All.Any(r => actor.MayWrite(r.Code));

    /// <summary>Whoever keeps the files of all regions sees every import, others their own.</summary>
    public static IQueryable<FirmImport> SeenBy(this IQueryable<FirmImport> imports, Actor actor)
    {
        var id = actor.PersonId;
        return !actor.MayImport() ? imports.Where(i => false) : actor.SeesAllRegions ? imports : imports.Where(i => i.ById != null && i.ById == id);
    }

    /// <param name="regions">Those that an import may touch, parted by spaces; absent for all.</param>
    internal static bool Keeps(string? regions, string region) => regions is null || regions.Split(' ').Contains(region);

    /// <exception cref="NothingThereException">There is no such import, or not for this person.</exception>
    /// <exception cref="RuleBrokenException">The person no longer keeps the regions that it was taken for.</exception>
    internal static async Task<FirmImport> ImportToWriteAsync(this WorkflowsDbContext db, Guid id, Actor actor, CancellationToken cancellation)
    {
        var import = await db.Set<FirmImport>().SeenBy(actor).SingleOrDefaultAsync(i => i.Id == id, cancellation) ?? throw new NothingThereException("import");
        var isKept = import.Regions is { } regions ? regions.Split(' ').All(actor.MayWrite) : actor.SeesAllRegions;
        return isKept ? import : throw new RuleBrokenException("Firms.MayNotWrite");
    }
}
