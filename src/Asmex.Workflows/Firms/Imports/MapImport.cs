using Asmex.Workflows.Firms.Imports.Mapping;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Firms.Imports;

/// <summary>Settles what the columns of a file say, remembers it for the sender, and has the rows judged.</summary>
public sealed class MapImport(WorkflowsDbContext db, TimeProvider clock)
{
    public async Task RunAsync(Guid importId, IReadOnlyList<ImportField> fields, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var now = clock.GetUtcNow();
        var import = await db.ImportToWriteAsync(importId, actor, cancellation);
        var mapping = import.Mapping with { Fields = fields };
        import.Map(mapping, now);
        var key = RememberedMapping.KeyOf(import.Sender, mapping);
        if (await db.Set<RememberedMapping>().SingleOrDefaultAsync(m => m.Key == key, cancellation) is { } remembered)
        {
            remembered.Settle(mapping, now);
        }
        else
        {
            db.Add(new RememberedMapping(import.Sender, mapping, now));
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
