using Asmex.Workflows.Audit;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;

namespace Asmex.Workflows.Needs;

/// <summary>Says what became of a need.</summary>
public sealed class CloseNeed(WorkflowsDbContext db, TimeProvider clock)
{
    public async Task RunAsync(Guid needId, string outcome, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var now = clock.GetUtcNow();
        var (need, firm) = await db.NeedToWriteAsync(needId, actor, cancellation);
        need.Close(outcome, now);
        db.Add(HistoryEntry.Of(actor, now, "History.NeedClosed", new Subject(firm.Region, ActionId: need.ActionId, FirmId: firm.Id), firm.Name, need.Outcome!));
        await db.SaveNeedAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
