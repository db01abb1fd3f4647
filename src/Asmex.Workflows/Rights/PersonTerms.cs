using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Merging;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Rights;

/// <summary>By what a person is found: the address and the phones anywhere, the name only in what belongs to their firms, because others have it too.</summary>
internal sealed record PersonTerms(IReadOnlyList<string> Anywhere, IReadOnlyList<string> Names, IReadOnlyList<Guid> FirmIds, IReadOnlyList<Guid> ContactIds)
{
    public static async Task<PersonTerms> OfAsync(WorkflowsDbContext db, RightsRequest request, CancellationToken cancellation)
    {
        var (hash, phone) = (request.AddressHash, request.Phone);
        var contacts = await db.Set<Contact>().AsNoTracking().Where(c => (hash != null && c.AddressHash == hash) || (phone != null && c.Phone == phone)).ToListAsync(cancellation);
        var addresses = contacts.Select(c => c.Email).Append(request.Email).OfType<string>().SelectMany(e => new[] { e, e.ToLowerInvariant() });
        var phones = contacts.Select(c => c.Phone).Append(phone).OfType<string>().SelectMany(Written);
        var names = contacts.SelectMany(c => new[] { c.Name, c.ArabicName }).Append(request.Name).OfType<string>().Where(n => n.Length >= 4);
        var firms = (await db.KeptOfAsync([.. contacts.Select(c => c.FirmId)], cancellation)).SelectMany(k => new[] { k.Key, k.Value }).ToHashSet();
        return new PersonTerms([.. addresses.Concat(phones).Distinct()], [.. names.Distinct().OrderByDescending(n => n.Length)], await db.FamilyOfAsync(firms, cancellation), [.. contacts.Select(c => c.Id)]);
    }

    private static IEnumerable<string> Written(string e164)
    {
        var said = Phones.Say(e164);
        return [e164, said, said.Replace('\u00a0', ' '), said.Replace("\u00a0", "", StringComparison.Ordinal)];
    }
}
