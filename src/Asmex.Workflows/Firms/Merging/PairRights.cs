using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Firms.Merging;

/// <summary>A pair is seen by who sees both its files, and decided by who keeps both.</summary>
public static class PairRights
{
    public static IQueryable<SeenPair> PairsSeenBy(this WorkflowsDbContext db, Actor actor)
    {
        var firms = db.Set<Firm>().AsNoTracking().SeenBy(actor);
        return db.Set<FirmPair>().AsNoTracking().Join(firms, p => p.FirstId, f => f.Id, (pair, first) => new { pair, first })
            .Join(firms, p => p.pair.SecondId, f => f.Id, (p, second) => new SeenPair { Pair = p.pair, First = p.first, Second = second });
    }

    /// <summary>Merges into files that this person sees.</summary>
    public static IQueryable<FirmMerge> MergesSeenBy(this WorkflowsDbContext db, Actor actor)
    {
        var firms = db.Set<Firm>().IgnoreQueryFilters().SeenBy(actor);
        return db.Set<FirmMerge>().Where(m => firms.Any(f => f.Id == m.FirmId) && firms.Any(f => f.Id == m.OtherId));
    }

    /// <summary>Takes up both files, so that no other verb writes them until the transaction ends.</summary>
    /// <exception cref="NothingThereException">One of them is not there for this person.</exception>
    internal static async Task<(Firm One, Firm Other)> FirmsToMergeAsync(this WorkflowsDbContext db, Guid one, Guid other, Actor actor, CancellationToken cancellation)
    {
        await db.HoldAllAsync<Firm>([one, other], cancellation);
        var firms = await db.Set<Firm>().IgnoreQueryFilters().Include(f => f.Contacts).Include(f => f.ExportChanges).Where(f => f.Id == one || f.Id == other).ToListAsync(cancellation);
        foreach (var firm in firms)
        {
            actor.MustWrite(firm.Region);
        }

        return firms.Count == 2 ? (firms.Single(f => f.Id == one), firms.Single(f => f.Id == other)) : throw new NothingThereException("firm");
    }
}

/// <summary>A pair with its files.</summary>
public sealed class SeenPair
{
    public required FirmPair Pair { get; init; }
    public required Firm First { get; init; }
    public required Firm Second { get; init; }
}
