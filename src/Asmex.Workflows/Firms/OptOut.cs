using Asmex.Workflows.Audit;
using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Firms;

/// <summary>Somebody does not want letters any more: every contact with the address is marked, and the address itself is suppressed for good.</summary>
/// <remarks>Doing it twice changes nothing. A firm comes here by its own link; a person of the house on its behalf.</remarks>
public sealed class OptOut(WorkflowsDbContext db, TimeProvider clock)
{
    /// <param name="source">How the wish reached us: a link in a letter, a call, a note.</param>
    public async Task RunAsync(Guid contactId, string source, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await WithinAsync(contactId, source, actor, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>The same inside the transaction of another verb, which saves.</summary>
    internal async Task WithinAsync(Guid contactId, string source, Actor actor, CancellationToken cancellation)
    {
        var contact = await db.Set<Contact>().SingleOrDefaultAsync(c => c.Id == contactId, cancellation) ?? throw new NothingThereException("contact");
        if (actor.PersonId is not null)
        {
            await db.FirmToWriteAsync(contact.FirmId, actor, cancellation);
        }

        var now = clock.GetUtcNow();
        contact.OptOut(source, now);
        if (contact.Email is { } address)
        {
            await SuppressAsync(address, source, now, cancellation);
        }

        var region = await db.Set<Firm>().IgnoreQueryFilters().Where(f => f.Id == contact.FirmId).Select(f => f.Region).SingleAsync(cancellation);
        db.Add(HistoryEntry.Of(actor, now, "History.OptedOut", new Subject(region, FirmId: contact.FirmId), contact.Name, source));
    }

    private async Task SuppressAsync(string address, string source, DateTimeOffset now, CancellationToken cancellation)
    {
        var hash = Emails.HashOf(address);
        await db.SuppressAsync(address, SuppressionReason.OptedOut, now, cancellation);
        foreach (var same in await db.Set<Contact>().Where(c => c.AddressHash == hash).ToListAsync(cancellation))
        {
            same.OptOut(source, now);
        }
    }
}
