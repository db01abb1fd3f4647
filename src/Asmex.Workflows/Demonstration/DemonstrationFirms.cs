using Asmex.Workflows.Audit;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Demonstration;

/// <summary>600 firms of the twelve regions with contacts in three languages, their way abroad, first exports of three years and the needs they stated.</summary>
internal static class DemonstrationFirms
{
    /// <summary>Adds them in one transaction; the people must be there already.</summary>
    public static async Task<IReadOnlyList<Firm>> AddAsync(WorkflowsDbContext db, DateTimeOffset today, CancellationToken cancellation)
    {
        var people = await db.Users.AsNoTracking().ToListAsync(cancellation);
        Actor KeeperOf(string region) => people.Where(p => p.Appointments.Any(a => a.Role == Roles.Delegate && a.Region == region))
            .Select(p => Actor.Of(p, Zone.DateOf(today))).FirstOrDefault() ?? Actor.House;
        var keepers = Regions.RegionCatalog.All.ToDictionary(r => r.Code, r => KeeperOf(r.Code));
        var seeds = FirmSeeds.Load();
        var firms = new InventedFirms(seeds, today).All(region => keepers[region].Name).ToList();
        var life = new InventedLives(seeds, today);
        var happened = firms.SelectMany(invented => life.Of(invented, keepers[invented.Firm.Region])).ToList();

        await using var transaction = await db.BeginWriteAsync(cancellation);
        db.AddRange(firms.Select(f => f.Firm));
        db.AddRange(happened.Where(h => h is not HistoryEntry));
        db.AddRange(happened.OfType<HistoryEntry>().OrderBy(h => h.At));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        db.ChangeTracker.Clear();
        return [.. firms.Select(f => f.Firm)];
    }
}
