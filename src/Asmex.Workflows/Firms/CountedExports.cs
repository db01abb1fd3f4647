using Asmex.Workflows.Audit;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Firms;

/// <summary>How a first export comes to count, whoever reports it.</summary>
internal static class CountedExports
{
    /// <param name="firm">Held by the transaction.</param>
    /// <exception cref="RuleBrokenException">It has exported before, or the day is still to come.</exception>
    public static async Task<Conversion> CountFirstExportAsync(this WorkflowsDbContext db, Firm firm, ConversionRequest request, Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await db.Set<Conversion>().AsNoTracking().FirstOrDefaultAsync(c => c.FirmId == firm.Id && c.IsCounted, cancellation) is { } earlier)
        {
            throw new RuleBrokenException("Firms.AlreadyExporting", firm.Name, earlier.On);
        }

        var conversion = firm.Convert(request, actor.Name, now);
        db.Add(conversion);
        db.Add(HistoryEntry.Of(actor, now, "History.FirstExport", new Subject(firm.Region, ActionId: request.ActionId, FirmId: firm.Id), firm.Name, conversion.On, conversion.Evidence));
        return conversion;
    }
}
