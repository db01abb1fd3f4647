using Asmex.Workflows.Audit;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;

namespace Asmex.Workflows.Firms;

/// <summary>Counts a firm that exported for the first time, with the proof.</summary>
public sealed class RecordConversion(WorkflowsDbContext db, TimeProvider clock)
{
    public async Task<Conversion> RunAsync(ConversionRequest request, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var now = clock.GetUtcNow();
        var firm = await db.FirmToWriteAsync(request.FirmId, actor, cancellation);
        var conversion = firm.Convert(request, actor.Name, now);
        db.Add(conversion);
        db.Add(HistoryEntry.Of(actor, now, "History.FirstExport", new Subject(firm.Region, ActionId: request.ActionId, FirmId: firm.Id),
            firm.Name, conversion.On, conversion.Evidence));
        await db.SaveFirmAsync(firm, cancellation);
        await transaction.CommitAsync(cancellation);
        return conversion;
    }
}
