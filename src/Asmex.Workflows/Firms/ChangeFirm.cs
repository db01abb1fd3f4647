using Asmex.Workflows.Audit;
using Asmex.Workflows.Needs;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Firms;

/// <summary>Corrects the file of a firm.</summary>
public sealed class ChangeFirm(WorkflowsDbContext db, TimeProvider clock)
{
    /// <param name="versionSeen">The version that the person had before the eyes.</param>
    public async Task<Firm> RunAsync(Guid firmId, FirmDraft draft, int versionSeen, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var now = clock.GetUtcNow();
        var firm = await db.FirmToWriteAsync(firmId, actor, cancellation);
        if (firm.Id != firmId)
        {
            throw new RuleBrokenException("Merging.MergedMeanwhile", firm.Name);
        }

        firm.Change(draft, versionSeen, actor.Name, now);
        actor.MustWrite(firm.Region);
        await db.MustBeNewAsync(firm, cancellation);
        db.Add(HistoryEntry.Of(actor, now, "History.FirmChanged", new Subject(firm.Region, FirmId: firm.Id), firm.Name));
        await db.SaveFirmAsync(firm, cancellation);
        await db.OpenNeedsFollowAsync(firm, cancellation);
        await transaction.CommitAsync(cancellation);
        return firm;
    }
}
