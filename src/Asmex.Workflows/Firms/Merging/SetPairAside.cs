using Asmex.Workflows.Audit;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Firms.Merging;

/// <summary>Remembers that two files are two firms, so that nobody is asked again.</summary>
public sealed class SetPairAside(WorkflowsDbContext db, TimeProvider clock)
{
    public Task RunAsync(Guid pairId, Actor actor, CancellationToken cancellation) => db.UntilCommittedAsync(() => SetAsideAsync(pairId, actor, cancellation));

    private async Task SetAsideAsync(Guid pairId, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var now = clock.GetUtcNow();
        var ids = await db.Set<FirmPair>().Where(p => p.Id == pairId).Select(p => new { p.FirstId, p.SecondId }).SingleOrDefaultAsync(cancellation) ?? throw new NothingThereException("pair");
        var (first, second) = await db.FirmsToMergeAsync(ids.FirstId, ids.SecondId, actor, cancellation);
        var pair = await db.Set<FirmPair>().SingleAsync(p => p.Id == pairId, cancellation);
        pair.SetAside(actor.Name, now);
        db.Add(HistoryEntry.Of(actor, now, "History.PairSetAside", new Subject(first.Region, FirmId: first.Id), first.Name, second.Name));
        db.Add(HistoryEntry.Of(actor, now, "History.PairSetAside", new Subject(second.Region, FirmId: second.Id), second.Name, first.Name));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
