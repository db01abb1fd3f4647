using Asmex.Workflows.Audit;
using Asmex.Workflows.Firms;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Rights;

/// <summary>Says what was done about a request. An objection that is granted stops every letter to the person; an erasure is granted by <see cref="ErasePerson"/> alone.</summary>
public sealed class SettleRightsRequest(WorkflowsDbContext db, TimeProvider clock)
{
    public async Task RunAsync(Guid id, bool isRefused, string? outcome, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var now = clock.GetUtcNow();
        var request = await db.RequestToWriteAsync(id, actor, cancellation);
        if (request.Kind == RightsKind.Erasure && !isRefused)
        {
            throw new RuleBrokenException("Rights.EraseInstead");
        }

        request.Settle(isRefused, outcome, actor, now);
        if (request.Kind == RightsKind.Objection && !isRefused)
        {
            await StopAsync(request, now, cancellation);
        }

        db.Add(HistoryEntry.Of(actor, now, isRefused ? "History.RightsRefused" : "History.RightsDone", new Subject(), request.ReceivedOn));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private async Task StopAsync(RightsRequest request, DateTimeOffset now, CancellationToken cancellation)
    {
        var (hash, phone) = (request.AddressHash, request.Phone);
        var source = TextCatalog.Shared.Say(Languages.French, "Rights.Source", request.ReceivedOn);
        foreach (var contact in await db.Set<Contact>().Where(c => (hash != null && c.AddressHash == hash) || (phone != null && c.Phone == phone)).ToListAsync(cancellation))
        {
            contact.OptOut(source, now);
        }

        if (request.Email is { } address)
        {
            await db.SuppressAsync(address, SuppressionReason.OptedOut, now, cancellation);
        }
    }
}
