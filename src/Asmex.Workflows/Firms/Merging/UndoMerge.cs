using Asmex.Workflows.Audit;
using Asmex.Workflows.Needs;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Firms.Merging;

/// <summary>Makes two files of one again, each as it was; what came since stays at the one that was kept. A no to letters stays a no.</summary>
public sealed class UndoMerge(WorkflowsDbContext db, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">It was undone before, or the file kept was itself merged since; nothing was written.</exception>
    public Task RunAsync(Guid mergeId, Actor actor, CancellationToken cancellation) => db.UntilCommittedAsync(() => UndoAsync(mergeId, actor, cancellation));

    private async Task UndoAsync(Guid mergeId, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var now = clock.GetUtcNow();
        var ids = await db.Set<FirmMerge>().Where(m => m.Id == mergeId).Select(m => new { m.FirmId, m.OtherId }).SingleOrDefaultAsync(cancellation) ?? throw new NothingThereException("merge");
        var (other, kept) = await db.FirmsToMergeAsync(ids.OtherId, ids.FirmId, actor, cancellation);
        var merge = await db.Set<FirmMerge>().SingleAsync(m => m.Id == mergeId, cancellation);
        merge.Undo(actor.Name, now);
        if (kept.MergedIntoId is not null)
        {
            throw new RuleBrokenException("Merging.KeptMergedSince", kept.Name);
        }

        kept.GiveBack(other, merge.Record, actor.Name, now);
        await db.SaveFirmAsync(kept, cancellation);
        other.StandAlone(actor.Name, now);
        await db.MustBeNewAsync(other, cancellation);
        await MoveBackAsync(merge.Record, kept.Id, other.Id, cancellation);
        (await db.Set<FirmPair>().SingleOrDefaultAsync(p => p.Id == merge.PairId, cancellation))?.Reopen();
        db.Add(HistoryEntry.Of(actor, now, "History.MergeUndone", new Subject(kept.Region, FirmId: kept.Id), kept.Name, other.Name));
        db.Add(HistoryEntry.Of(actor, now, "History.MergeUndone", new Subject(other.Region, FirmId: other.Id), kept.Name, other.Name));
        await db.SaveFirmAsync(other, cancellation);
        await db.OpenNeedsFollowAsync(kept, cancellation);
        await db.OpenNeedsFollowAsync(other, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private async Task MoveBackAsync(MergeRecord record, Guid kept, Guid other, CancellationToken cancellation)
    {
        await db.Set<Need>().Where(n => n.FirmId == kept && record.Needs.Contains(n.Id)).ExecuteUpdateAsync(set => set.SetProperty(n => n.FirmId, other), cancellation);
        await db.Set<Conversion>().Where(c => c.FirmId == kept && record.Conversions.Contains(c.Id)).ExecuteUpdateAsync(set => set.SetProperty(c => c.FirmId, other), cancellation);
        await db.Set<Conversion>().Where(c => c.Id == record.Uncounted).ExecuteUpdateAsync(set => set.SetProperty(c => c.IsCounted, true), cancellation);
        await db.Set<Invitation>().Where(i => i.FirmId == kept && record.Invitations.Contains(i.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.FirmId, other).SetProperty(i => i.IsDouble, false), cancellation);
        // A round that was called off meanwhile has cancelled them too.
        await db.Set<Invitation>().Where(i => record.Cancelled.Contains(i.Id) && i.State == InvitationState.Cancelled && db.Set<InvitationRound>().Any(r => r.Id == i.RoundId && r.State == RoundState.Open))
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.State, InvitationState.Invited), cancellation);
        await db.Letters.Where(l => l.FirmId == kept && record.Letters.Contains(l.Id)).ExecuteUpdateAsync(set => set.SetProperty(l => l.FirmId, other), cancellation);
        await db.Set<LeftOut>().Where(l => l.FirmId == kept && record.LeftOut.Contains(l.RoundId)).ExecuteUpdateAsync(set => set.SetProperty(l => l.FirmId, other), cancellation);
    }
}
