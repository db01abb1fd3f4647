using Asmex.Workflows.Firms.Imports.Matching;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Firms.Merging;

/// <summary>Looks through the whole registry for files that may be one firm, by the likeness that imports go by. What a person decided stands.</summary>
/// <remarks>Doing it twice, or on two nodes at once, changes nothing.</remarks>
public sealed class FindPairs(WorkflowsDbContext db, TimeProvider clock)
{
    private const int Batch = 2_000;

    /// <returns>How many pairs wait for a person.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var found = Alike(await FirmsAsync(cancellation));
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await db.HoldNameAsync("firm-pairs", cancellation);
        db.ChangeTracker.Clear();
        var now = clock.GetUtcNow();
        foreach (var pair in await db.Set<FirmPair>().ToListAsync(cancellation))
        {
            if (found.Remove((pair.FirstId, pair.SecondId), out var likeness))
            {
                pair.Weigh(likeness);
            }
            else if (pair.State == PairState.Open)
            {
                db.Remove(pair);
            }
        }

        db.AddRange(found.Select(p => new FirmPair(p.Key.First, p.Key.Second, p.Value, now)));
        await db.SaveChangesAsync(cancellation);
        var open = await db.Set<FirmPair>().CountAsync(p => p.State == PairState.Open, cancellation);
        await transaction.CommitAsync(cancellation);
        return open;
    }

    // Only what firms are told apart by is read, and kept as numbers: a registry of 100,000 is no more than some megabytes.
    private async Task<KnownFirms> FirmsAsync(CancellationToken cancellation)
    {
        var known = new KnownFirms();
        for (var last = Guid.Empty; ;)
        {
            var page = await db.Set<Firm>().AsNoTracking().Where(f => f.Id > last).OrderBy(f => f.Id).Take(Batch)
                .Select(f => new { f.Id, f.Ice, f.Name, f.ArabicName, f.City, f.LegalForm, f.Phone, f.OtherPhones, Contacts = f.Contacts.Select(c => new { c.Phone, c.Email }).ToList() })
                .ToListAsync(cancellation);
            foreach (var f in page)
            {
                string?[] phones = [f.Phone, .. f.OtherPhones?.Split(' ') ?? [], .. f.Contacts.Select(c => c.Phone)];
                known.Add(new KnownFirm(0, f.Id, "", "", FirmFacts.Marks(f.Ice, f.Name, f.ArabicName, f.City, f.LegalForm, phones, [.. f.Contacts.Select(c => c.Email)]), []));
            }

            if (page.Count < Batch)
            {
                return known;
            }

            last = page[^1].Id;
        }
    }

    private static Dictionary<(Guid First, Guid Second), PairLikeness> Alike(KnownFirms known)
    {
        var found = new Dictionary<(Guid, Guid), PairLikeness>();
        foreach (var one in known.All)
        {
            var telling = known.WithoutShared(one.Marks);
            foreach (var other in known.Near(telling).Where(o => o != one))
            {
                var score = FirmLikeness.Of(telling, other.Marks);
                if (score >= FirmLikeness.Perhaps)
                {
                    found.TryAdd(FirmPair.Ordered(one.FirmId!.Value, other.FirmId!.Value), new PairLikeness((int)Math.Round(score * 100), FirmLikeness.Signs(telling, other.Marks)));
                }
            }
        }

        return found;
    }
}
