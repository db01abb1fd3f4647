using Asmex.Workflows.Firms.Merging;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Firms;

/// <summary>How verbs take up the file of a firm.</summary>
internal static class FirmFiles
{
    /// <exception cref="NothingThereException">There is no such firm, or not for this person.</exception>
    public static async Task<Firm> FirmToWriteAsync(this WorkflowsDbContext db, Guid firmId, Actor actor, CancellationToken cancellation)
    {
        var firm = await db.HeldFirmAsync(firmId, cancellation) ?? throw new NothingThereException("firm");
        actor.MustWrite(firm.Region);
        return firm;
    }

    /// <summary>The firm, or the one that it was merged into; no other verb writes it until the transaction ends.</summary>
    public static async Task<Firm?> HeldFirmAsync(this WorkflowsDbContext db, Guid firmId, CancellationToken cancellation)
    {
        // Only the file that stands is held: whoever merges or parts files holds them too, and waits for nobody who follows.
        var id = await db.HoldFoundAsync<Firm>(() => db.KeptOfAsync(firmId, cancellation), cancellation);
        return await db.Set<Firm>().Include(f => f.Contacts).Include(f => f.ExportChanges).SingleOrDefaultAsync(f => f.Id == id, cancellation);
    }

    /// <exception cref="RuleBrokenException">Another firm has the same company in its ICE.</exception>
    public static async Task MustBeNewAsync(this WorkflowsDbContext db, Firm firm, CancellationToken cancellation)
    {
        if (firm.IceCompany is not null
            && await db.Set<Firm>().AsNoTracking().FirstOrDefaultAsync(f => f.IceCompany == firm.IceCompany && f.Id != firm.Id, cancellation) is { } same)
        {
            throw Taken(firm, same);
        }
    }

    /// <summary>Saves, and says it in words when somebody else saved the same company, or the same firm, a moment before.</summary>
    public static async Task SaveFirmAsync(this WorkflowsDbContext db, Firm firm, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new RuleBrokenException("Firms.ChangedMeanwhile", firm.ChangedBy, firm.ChangedAt);
        }
        catch (DbUpdateException) when (firm.IceCompany is not null)
        {
            throw Taken(firm, firm);
        }
    }

    private static RuleBrokenException Taken(Firm firm, Firm same) => new("Firms.IceTaken", firm.Ice!, same.Name, Regions.RegionCatalog.NameOf(same.Region));
}
