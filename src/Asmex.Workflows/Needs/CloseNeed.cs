using Asmex.Workflows.Audit;
using Asmex.Workflows.Firms;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Needs;

/// <summary>Says what became of a need.</summary>
public sealed class CloseNeed(WorkflowsDbContext db, TimeProvider clock)
{
    public async Task RunAsync(Guid needId, string outcome, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var now = clock.GetUtcNow();
        var need = await db.Set<Need>().SingleOrDefaultAsync(n => n.Id == needId, cancellation) ?? throw new NothingThereException("need");
        var firm = await db.FirmToWriteAsync(need.FirmId, actor, cancellation);
        need.Close(outcome, now);
        db.Add(HistoryEntry.Of(actor, now, "History.NeedClosed", new Subject(firm.Region, ActionId: need.ActionId, FirmId: firm.Id), firm.Name, need.Outcome!));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
