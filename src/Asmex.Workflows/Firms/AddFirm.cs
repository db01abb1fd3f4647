using Asmex.Workflows.Audit;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;

namespace Asmex.Workflows.Firms;

/// <summary>Opens the file of a firm, with the first person to reach there if one is known.</summary>
public sealed class AddFirm(WorkflowsDbContext db, TimeProvider clock)
{
    /// <param name="source">Where we know it from.</param>
    public async Task<Firm> RunAsync(FirmDraft draft, ContactDraft? contact, string source, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var now = clock.GetUtcNow();
        var firm = new Firm(draft, source, actor.Name, now);
        actor.MustWrite(firm.Region);
        await db.MustBeNewAsync(firm, cancellation);
        if (contact is not null)
        {
            firm.AddContact(contact, now);
        }

        db.Add(firm);
        db.Add(HistoryEntry.Of(actor, now, "History.FirmAdded", new Subject(firm.Region, FirmId: firm.Id), firm.Name));
        await db.SaveFirmAsync(firm, cancellation);
        await transaction.CommitAsync(cancellation);
        return firm;
    }
}
