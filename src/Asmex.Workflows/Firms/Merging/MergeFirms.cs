using Asmex.Workflows.Audit;
using Asmex.Workflows.Needs;
using Asmex.Workflows.Outreach;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Firms.Merging;

/// <summary>Makes one file of two: the one kept takes over everything, the other leads to it. Of two answers to letters the stricter holds.</summary>
public sealed class MergeFirms(WorkflowsDbContext db, TimeProvider clock)
{
    /// <exception cref="NothingThereException">The pair, or one of its files, is not there for this person.</exception>
    /// <exception cref="RuleBrokenException">A file was changed or merged since the person looked; nothing was written.</exception>
    public Task<FirmMerge> RunAsync(MergeRequest request, Actor actor, CancellationToken cancellation) => db.UntilCommittedAsync(() => MergeAsync(request, actor, cancellation));

    private async Task<FirmMerge> MergeAsync(MergeRequest request, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var now = clock.GetUtcNow();
        var ids = await db.Set<FirmPair>().Where(p => p.Id == request.PairId).Select(p => new { p.FirstId, p.SecondId }).SingleOrDefaultAsync(cancellation) ?? throw new NothingThereException("pair");
        var (first, second) = await db.FirmsToMergeAsync(ids.FirstId, ids.SecondId, actor, cancellation);
        var (kept, other) = request.KeepsFirst ? (first, second) : (second, first);
        MustStand(first);
        MustStand(second);
        MustBeAsSeen(first, request.FirstVersion);
        MustBeAsSeen(second, request.SecondVersion);

        var (before, stood) = (kept.Draft(), new FirmStanding(kept.ExportStatus, kept.ExportStatusOn));
        other.LeadTo(kept, actor.Name, now);
        await db.SaveFirmAsync(kept, cancellation);
        var taken = kept.TakeOver(other, MergeFields.Chosen(before, other.Draft(), request.FromOther), actor.Name, now);
        actor.MustWrite(kept.Region);
        await db.MustBeNewAsync(kept, cancellation);
        var invitations = await JoinInvitationsAsync(kept.Id, other.Id, cancellation);
        var (conversions, uncounted) = await JoinConversionsAsync(kept.Id, other.Id, cancellation);
        var record = new MergeRecord(
            before, kept.Draft(), stood, new FirmStanding(kept.ExportStatus, kept.ExportStatusOn), taken.Contacts, taken.ExportChanges, taken.Consents,
            await MoveNeedsAsync(kept.Id, other.Id, cancellation), conversions, uncounted, invitations.Moved, invitations.Cancelled, await MoveLeftOutAsync(kept.Id, other.Id, cancellation),
            await MoveLettersAsync(kept.Id, other.Id, cancellation));

        var merge = new FirmMerge(request.PairId, kept, other, record, actor, now);
        db.Add(merge);
        (await db.Set<FirmPair>().SingleAsync(p => p.Id == request.PairId, cancellation)).Merge(actor.Name, now);
        db.Add(HistoryEntry.Of(actor, now, "History.FirmsMerged", new Subject(kept.Region, FirmId: kept.Id), kept.Name, other.Name));
        await db.SaveFirmAsync(kept, cancellation);
        await db.OpenNeedsFollowAsync(kept, cancellation);
        await transaction.CommitAsync(cancellation);
        return merge;
    }

    private static void MustStand(Firm firm)
    {
        if (firm.MergedIntoId is not null)
        {
            throw new RuleBrokenException("Merging.MergedAlready", firm.Name, firm.ChangedBy, firm.ChangedAt);
        }
    }

    private static void MustBeAsSeen(Firm firm, int versionSeen)
    {
        if (firm.Version != versionSeen)
        {
            throw new RuleBrokenException("Merging.ChangedMeanwhile", firm.Name, firm.ChangedBy, firm.ChangedAt);
        }
    }

    private async Task<IReadOnlyList<Guid>> MoveNeedsAsync(Guid kept, Guid other, CancellationToken cancellation)
    {
        var needs = await db.Set<Need>().Where(n => n.FirmId == other).Select(n => n.Id).ToListAsync(cancellation);
        await db.Set<Need>().Where(n => needs.Contains(n.Id)).ExecuteUpdateAsync(set => set.SetProperty(n => n.FirmId, kept), cancellation);
        return needs;
    }

    private async Task<IReadOnlyList<Guid>> MoveLettersAsync(Guid kept, Guid other, CancellationToken cancellation)
    {
        var letters = await db.Letters.Where(l => l.FirmId == other).Select(l => l.Id).ToListAsync(cancellation);
        await db.Letters.Where(l => letters.Contains(l.Id)).ExecuteUpdateAsync(set => set.SetProperty(l => l.FirmId, kept), cancellation);
        return letters;
    }

    /// <summary>Of two first exports the earlier counts.</summary>
    private async Task<(IReadOnlyList<Guid> Moved, Guid? Uncounted)> JoinConversionsAsync(Guid kept, Guid other, CancellationToken cancellation)
    {
        var all = await db.Set<Conversion>().Where(c => c.FirmId == kept || c.FirmId == other).OrderBy(c => c.On).ThenBy(c => c.At).ToListAsync(cancellation);
        var counted = all.Where(c => c.IsCounted).ToList();
        var later = counted.Count > 1 ? counted[^1] : null;
        if (later is not null)
        {
            later.CountNoMore();
            await db.SaveChangesAsync(cancellation);
        }

        var moved = all.Where(c => c.FirmId == other).Select(c => c.Id).ToList();
        await db.Set<Conversion>().Where(c => moved.Contains(c.Id)).ExecuteUpdateAsync(set => set.SetProperty(c => c.FirmId, kept), cancellation);
        return (moved, later?.Id);
    }

    /// <summary>A firm that was invited twice to the same is one: the letter that nobody answered is called off.</summary>
    private async Task<(IReadOnlyList<Guid> Moved, IReadOnlyList<Guid> Cancelled)> JoinInvitationsAsync(Guid kept, Guid other, CancellationToken cancellation)
    {
        var all = await db.Set<Invitation>().Where(i => i.FirmId == kept || i.FirmId == other).ToListAsync(cancellation);
        var cancelled = new List<Guid>();
        foreach (var twice in all.GroupBy(i => i.RoundId).Where(g => g.Count() > 1))
        {
            twice.Where(i => i.FirmId == other).ToList().ForEach(i => i.Doubles());
            foreach (var silent in twice.OrderByDescending(i => i.AnsweredAt).ThenBy(i => i.FirmId == other).Skip(1).Where(i => i.State == InvitationState.Invited))
            {
                silent.Cancel();
                cancelled.Add(silent.Id);
            }
        }

        await db.SaveChangesAsync(cancellation);
        var moved = all.Where(i => i.FirmId == other).Select(i => i.Id).ToList();
        await db.Set<Invitation>().Where(i => moved.Contains(i.Id)).ExecuteUpdateAsync(set => set.SetProperty(i => i.FirmId, kept), cancellation);
        return (moved, cancelled);
    }

    private async Task<IReadOnlyList<Guid>> MoveLeftOutAsync(Guid kept, Guid other, CancellationToken cancellation)
    {
        var rounds = await db.Set<LeftOut>().Where(l => l.FirmId == other && !db.Set<LeftOut>().Any(k => k.RoundId == l.RoundId && k.FirmId == kept)).Select(l => l.RoundId).ToListAsync(cancellation);
        await db.Set<LeftOut>().Where(l => l.FirmId == other && rounds.Contains(l.RoundId)).ExecuteUpdateAsync(set => set.SetProperty(l => l.FirmId, kept), cancellation);
        return rounds;
    }
}

/// <param name="KeepsFirst">Whether the first of the pair is the file that stays; the second else.</param>
/// <param name="FromOther">What is taken from the file that does not stay.</param>
/// <param name="FirstVersion">The version of the first file that the person had before the eyes.</param>
public sealed record MergeRequest(Guid PairId, bool KeepsFirst, IReadOnlyCollection<MergeField> FromOther, int FirstVersion, int SecondVersion);
