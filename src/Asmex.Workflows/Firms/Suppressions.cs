using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Firms;

/// <summary>Which addresses a letter must not go to.</summary>
internal static class Suppressions
{
    /// <summary>A dead, complained or erased address is barred for every letter; a no stands against outreach only.</summary>
    /// <returns>The hashes of those of these contacts.</returns>
    public static async Task<HashSet<string>> BarredAsync(this WorkflowsDbContext db, IEnumerable<Contact> contacts, bool isOutreach, CancellationToken cancellation)
    {
        var hashes = contacts.Select(c => c.AddressHash).OfType<string>().ToList();
        return await db.Set<Suppression>().AsNoTracking()
            .Where(s => hashes.Contains(s.AddressHash) && (isOutreach || s.Reason != SuppressionReason.OptedOut))
            .Select(s => s.AddressHash).ToHashSetAsync(cancellation);
    }
}
