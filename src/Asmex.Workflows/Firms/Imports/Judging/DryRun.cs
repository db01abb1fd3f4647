using System.Runtime.CompilerServices;
using Asmex.Workflows.Firms.Imports.Mapping;
using Asmex.Workflows.Firms.Imports.Matching;
using Asmex.Workflows.Firms.Imports.Reading;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Storage;

namespace Asmex.Workflows.Firms.Imports.Judging;

/// <summary>Says of every row of a file what an import would make of it, and changes nothing.</summary>
/// <param name="isEmpty">True where there is no registry yet: then the database is left alone.</param>
public sealed class DryRun(WorkflowsDbContext db, TimeProvider clock, bool isEmpty = false)
{
    private const int Batch = 500;

    /// <param name="regions">The regions whose firms the person keeps, parted by spaces; absent for all.</param>
    public async IAsyncEnumerable<JudgedRow> JudgeAsync(
        IEnumerable<SheetRow> rows, ColumnMapping mapping, SheetFacts facts, string source, string? regions = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var reader = new RowReader(mapping, facts, source, regions, Zone.Today(clock));
        var lookup = new RegistryLookup(db, isEmpty);
        var judge = new RowJudge(regions);
        foreach (var batch in rows.Where(r => r.Number > mapping.HeaderRow && !r.IsBlank).Chunk(Batch))
        {
            var readings = batch.Select(reader.Read).ToList();
            var registry = await lookup.FindAsync(readings, cancellation);
            foreach (var reading in readings)
            {
                yield return judge.Judge(reading, registry);
            }
        }
    }
}
