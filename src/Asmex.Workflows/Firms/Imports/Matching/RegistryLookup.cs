using Asmex.Workflows.Firms.Imports.Judging;
using Asmex.Workflows.Firms.Merging;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Firms.Imports.Matching;

/// <summary>Finds the firms of the registry that rows of a batch may be.</summary>
internal sealed class RegistryLookup(WorkflowsDbContext db, bool isEmpty)
{
    private bool? _isEmpty = isEmpty ? true : null;

    public async Task<KnownFirms> FindAsync(IReadOnlyList<RowReading> batch, CancellationToken cancellation)
    {
        var known = new KnownFirms();
        _isEmpty ??= !await db.Set<Firm>().AnyAsync(cancellation);
        if (_isEmpty.Value)
        {
            return known;
        }

        var rows = batch.Where(r => r.Draft is not null).ToList();
        var companies = rows.Select(r => r.Draft!.Ice?[..9]).OfType<string>().Distinct().ToList();
        var names = rows.Select(r => NameKey.Of(r.Draft!.Name)).Distinct().ToList();
        var phones = rows.Select(r => r.Draft!.Phone).OfType<string>().Distinct().ToList();
        var hashes = rows.Select(r => r.Email).OfType<string>().Select(Emails.HashOf).Distinct().ToList();
        var domains = rows.Select(r => Domains.Of(r.Email)).OfType<string>().Distinct().ToList();

        // What was merged is known by its own marks too, and leads to the file that stands for it.
        var firms = db.Set<Firm>().IgnoreQueryFilters().AsNoTracking();
        var contacts = db.Set<Contact>().AsNoTracking();
        var ids = new HashSet<Guid>();
        ids.UnionWith(await firms.Where(f => companies.Contains(f.IceCompany!)).Select(f => f.Id).ToListAsync(cancellation));
        ids.UnionWith(await firms.Where(f => names.Contains(f.MatchKey)).Select(f => f.Id).ToListAsync(cancellation));
        ids.UnionWith(await firms.Where(f => phones.Contains(f.Phone!)).Select(f => f.Id).ToListAsync(cancellation));
        ids.UnionWith(await contacts.Where(c => hashes.Contains(c.AddressHash!)).Select(c => c.FirmId).ToListAsync(cancellation));
        ids.UnionWith(await contacts.Where(c => domains.Contains(c.Domain!)).Select(c => c.FirmId).ToListAsync(cancellation));
        foreach (var part in ids.Chunk(500))
        {
            var kept = await db.KeptOfAsync(part, cancellation);
            var wanted = part.Concat(kept.Values).Distinct().ToList();
            var found = await firms.Include(f => f.Contacts).Where(f => wanted.Contains(f.Id)).ToDictionaryAsync(f => f.Id, cancellation);
            foreach (var firm in part.Where(found.ContainsKey).Select(id => found[id]))
            {
                known.Add(Known(firm, found[kept[firm.Id]]));
            }
        }

        return known;
    }

    private static KnownFirm Known(Firm file, Firm kept)
    {
        var facts = FirmFacts.Of(file).Concat(file == kept ? [] : FirmFacts.Of(kept));
        return new KnownFirm(0, kept.Id, kept.Name, kept.Region, FirmFacts.Marks(file), [.. facts.Select(f => FirmFacts.Mark(f.Field, f.Said))]);
    }
}
