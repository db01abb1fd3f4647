using Asmex.Workflows.Audit;
using Asmex.Workflows.Firms;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;

namespace Asmex.Workflows.Needs;

/// <summary>Notes what a firm needs, as somebody of the house heard it.</summary>
public sealed class RecordNeed(WorkflowsDbContext db, TimeProvider clock)
{
    public async Task<Need> RunAsync(NeedRequest request, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var now = clock.GetUtcNow();
        var firm = await db.FirmToWriteAsync(request.FirmId, actor, cancellation);
        var need = new Need(firm, request, actor.Name, now);
        db.Add(need);
        db.Add(HistoryEntry.Of(actor, now, "History.NeedRecorded", new Subject(firm.Region, ActionId: request.ActionId, FirmId: firm.Id), firm.Name, need.Text));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return need;
    }
}
