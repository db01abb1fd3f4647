using Asmex.Workflows.Audit;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;

namespace Asmex.Workflows.Firms;

/// <summary>Notes someone to reach at a firm.</summary>
public sealed class AddContact(WorkflowsDbContext db, TimeProvider clock)
{
    public async Task<Contact> RunAsync(Guid firmId, ContactDraft draft, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var now = clock.GetUtcNow();
        var firm = await db.FirmToWriteAsync(firmId, actor, cancellation);
        var contact = firm.AddContact(draft, now);
        db.Add(HistoryEntry.Of(actor, now, "History.ContactAdded", new Subject(firm.Region, FirmId: firm.Id), contact.Name));
        await db.SaveFirmAsync(firm, cancellation);
        await transaction.CommitAsync(cancellation);
        return contact;
    }
}
