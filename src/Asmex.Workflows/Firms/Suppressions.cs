using Asmex.Workflows.Formats;
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

    /// <summary>Bars an address that is not barred yet, inside the transaction of another verb, which saves.</summary>
    public static async Task SuppressAsync(this WorkflowsDbContext db, string address, SuppressionReason reason, DateTimeOffset now, CancellationToken cancellation)
    {
        var hash = Emails.HashOf(address);
        await db.HoldAddressAsync(hash, cancellation);
        if (!db.ChangeTracker.Entries<Suppression>().Any(e => e.Entity.AddressHash == hash) && !await db.Set<Suppression>().AnyAsync(s => s.AddressHash == hash, cancellation))
        {
            db.Add(new Suppression(address, reason, now));
        }
    }

    /// <summary>Of two who bar an address at once, the second waits here until the first is through, and finds it barred.</summary>
    public static Task HoldAddressAsync(this WorkflowsDbContext db, string hash, CancellationToken cancellation) => db.HoldNameAsync($"suppression:{hash}", cancellation);
}
