using Asmex.Workflows.Firms.Imports.Mapping;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Firms.Imports;

/// <summary>Takes a file of firms in, finds out how it is made, and proposes what its columns say.</summary>
public sealed class TakeImport(WorkflowsDbContext db, ImportFiles files, TimeProvider clock)
{
    /// <param name="sender">Who sent the file: a chamber, a ministry.</param>
    /// <exception cref="RuleBrokenException">The file is none that can be read; nothing of it is kept.</exception>
    public async Task<FirmImport> RunAsync(string name, Stream content, string sender, Actor actor, CancellationToken cancellation)
    {
        if (!actor.MayImport())
        {
            throw new RuleBrokenException("Firms.MayNotWrite");
        }

        var (id, shown) = (Guid.CreateVersion7(), Path.GetFileName(name.Replace('\\', '/')));
        try
        {
            await files.KeepAsync(id, shown, content, cancellation);
            var sheet = files.Open(id, shown);
            var proposed = ColumnMapping.Propose(sheet);
            var key = RememberedMapping.KeyOf(sender, proposed);
            await using var transaction = await db.BeginWriteAsync(cancellation);
            var remembered = await db.Set<RememberedMapping>().SingleOrDefaultAsync(m => m.Key == key, cancellation);
            var import = new FirmImport(id, shown, sender, sheet.Facts, remembered?.Apply(proposed) ?? proposed, actor, clock.GetUtcNow());
            db.Add(import);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return import;
        }
        catch
        {
            files.Drop(id);
            throw;
        }
    }
}
