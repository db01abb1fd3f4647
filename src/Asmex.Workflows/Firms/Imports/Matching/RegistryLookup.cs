using Asmex.Workflows.Firms.Imports.Judging;
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

        var firms = db.Set<Firm>().AsNoTracking();
        var contacts = db.Set<Contact>().AsNoTracking();
        var ids = new HashSet<Guid>();
        ids.UnionWith(await firms.Where(f => companies.Contains(f.IceCompany!)).Select(f => f.Id).ToListAsync(cancellation));
        ids.UnionWith(await firms.Where(f => names.Contains(f.MatchKey)).Select(f => f.Id).ToListAsync(cancellation));
        ids.UnionWith(await firms.Where(f => phones.Contains(f.Phone!)).Select(f => f.Id).ToListAsync(cancellation));
        ids.UnionWith(await contacts.Where(c => hashes.Contains(c.AddressHash!)).Select(c => c.FirmId).ToListAsync(cancellation));
        ids.UnionWith(await contacts.Where(c => domains.Contains(c.Domain!)).Select(c => c.FirmId).ToListAsync(cancellation));
        foreach (var part in ids.Chunk(500))
        {
            foreach (var firm in await firms.Include(f => f.Contacts).Where(f => part.Contains(f.Id)).ToListAsync(cancellation))
            {
                known.Add(new KnownFirm(0, firm.Id, firm.Name, firm.Region, FirmFacts.Marks(firm), [.. FirmFacts.Of(firm).Select(f => FirmFacts.Mark(f.Field, f.Said))]));
            }
        }

        return known;
    }
}
