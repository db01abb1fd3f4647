using Asmex.Workflows.Audit;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Firms;

/// <summary>Notes where a firm stands on its way abroad, from a day on. A first export is a <see cref="RecordConversion"/> instead.</summary>
public sealed class RecordExportStatus(WorkflowsDbContext db, TimeProvider clock)
{
    public async Task RunAsync(Guid firmId, ExportStatus status, DateOnly on, string? evidence, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var now = clock.GetUtcNow();
        var firm = await db.FirmToWriteAsync(firmId, actor, cancellation);
        if (status == ExportStatus.FirstTime)
        {
            throw new RuleBrokenException("Firms.FirstExportIsAConversion");
        }

        firm.Stand(status, on, evidence, actor.Name, now);
        db.Add(HistoryEntry.Of(actor, now, $"History.ExportStatus{status}", new Subject(firm.Region, FirmId: firm.Id), firm.Name, on));
        await db.SaveFirmAsync(firm, cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
