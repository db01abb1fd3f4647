using Asmex.Workflows.Audit;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;

namespace Asmex.Workflows.Firms;

/// <summary>Corrects what is known of someone at a firm, consent included.</summary>
public sealed class ChangeContact(WorkflowsDbContext db, TimeProvider clock)
{
    public async Task<Contact> RunAsync(Guid firmId, Guid contactId, ContactDraft draft, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var now = clock.GetUtcNow();
        var firm = await db.FirmToWriteAsync(firmId, actor, cancellation);
        var contact = firm.ChangeContact(contactId, draft, now);
        db.Add(HistoryEntry.Of(actor, now, "History.ContactChanged", new Subject(firm.Region, FirmId: firm.Id), contact.Name));
        await db.SaveFirmAsync(firm, cancellation);
        await transaction.CommitAsync(cancellation);
        return contact;
    }
}
