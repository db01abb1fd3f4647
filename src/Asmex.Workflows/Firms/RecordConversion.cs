using Asmex.Workflows.People;
using Asmex.Workflows.Storage;

namespace Asmex.Workflows.Firms;

/// <summary>Counts a firm that exported for the first time, with the proof.</summary>
public sealed class RecordConversion(WorkflowsDbContext db, TimeProvider clock)
{
    public async Task<Conversion> RunAsync(ConversionRequest request, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var firm = await db.FirmToWriteAsync(request.FirmId, actor, cancellation);
        var conversion = await db.CountFirstExportAsync(firm, request, actor, clock.GetUtcNow(), cancellation);
        await db.SaveFirmAsync(firm, cancellation);
        await transaction.CommitAsync(cancellation);
        return conversion;
    }
}
