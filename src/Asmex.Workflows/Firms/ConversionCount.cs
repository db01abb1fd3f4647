using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Firms;

/// <summary>How many firms of a region exported for the first time in a year.</summary>
public sealed record ConversionCount(string Region, int Year, int Count);

/// <summary>Counts the way to the aim.</summary>
public static class Conversions
{
    public static async Task<IReadOnlyList<ConversionCount>> CountConversionsAsync(this WorkflowsDbContext db, CancellationToken cancellation) =>
        await db.Set<Conversion>().Where(c => c.IsCounted).GroupBy(c => new { c.Region, c.On.Year }).OrderBy(g => g.Key.Region).ThenBy(g => g.Key.Year)
            .Select(g => new ConversionCount(g.Key.Region, g.Key.Year, g.Count())).ToListAsync(cancellation);
}
