using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Merging;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Letters;

/// <summary>An address that does not exist: nothing more goes to it, and where it is a contact's, the delegation is asked to correct it.</summary>
public sealed class DeadAddresses(WorkflowsDbContext db, HandMadeTasks tasks, TimeProvider clock)
{
    private const int DaysToCorrect = 5;

    /// <summary>Inside the transaction of another verb, which saves. Of an address that is suppressed already nothing more is asked.</summary>
    /// <param name="words">What the server said.</param>
    /// <returns>True when the delegation was asked.</returns>
    internal async Task<bool> WithinAsync(Letter letter, string words, CancellationToken cancellation)
    {
        var hash = Emails.HashOf(letter.Address);
        await db.HoldAddressAsync(hash, cancellation);
        if (db.ChangeTracker.Entries<Suppression>().Any(e => e.Entity.AddressHash == hash) || await db.Set<Suppression>().AnyAsync(s => s.AddressHash == hash, cancellation))
        {
            return false;
        }

        db.Add(new Suppression(letter.Address, SuppressionReason.HardBounce, clock.GetUtcNow()));
        var contact = await db.Set<Contact>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == letter.ContactId && c.AddressHash == hash, cancellation);
        if (contact is null)
        {
            return false;
        }

        // A contact that two files had stays with the one that was merged, where nobody works any more.
        var kept = await db.KeptOfAsync(contact.FirmId, cancellation);
        var firm = await db.Set<Firm>().AsNoTracking().SingleAsync(f => f.Id == kept, cancellation);
        var title = TextCatalog.Shared.SayInAll("Letters.CorrectAddress", firm.Name.Length <= 100 ? firm.Name : firm.Name[..99] + "…");
        var why = TextCatalog.Shared.SayInAll("Letters.CorrectAddressWhy", contact.Name, letter.Address, words.Length <= 300 ? words : words[..300], $"/firms/{firm.Id}");
        await tasks.AskAsync(new HouseTask(Roles.Delegate, firm.Region, title, why, DaysToCorrect, firm.Id), cancellation);
        return true;
    }
}
