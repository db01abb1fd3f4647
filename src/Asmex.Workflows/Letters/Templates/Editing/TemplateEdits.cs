using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Letters.Templates.Editing;

/// <summary>Brings the catalogue up to what people made of the letters, on this copy of the program or another.</summary>
public sealed class TemplateEdits(WorkflowsDbContext db, TemplateCatalog catalog, TimeProvider clock)
{
    // Within this an edit of another copy may be missed; an own one never is.
    private static readonly TimeSpan _trusted = TimeSpan.FromSeconds(2);

    /// <summary>Looks when the last look is not fresh; in the middle of a verb that cannot wait.</summary>
    public void Follow()
    {
        if (catalog.EditsReadAt is { } read && clock.GetElapsedTime(read) < _trusted)
        {
            return;
        }

        // A statement that waits in the transaction goes before any other.
        if (db.Writing is { HasPending: true } writing)
        {
            writing.FlushAsync(CancellationToken.None).GetAwaiter().GetResult();
        }

        catalog.Follow([.. Latest()], clock.GetTimestamp());
    }

    public async Task FollowAsync(CancellationToken cancellation) => catalog.Follow(await Latest().ToListAsync(cancellation), clock.GetTimestamp());

    private IQueryable<TemplateVersion> Latest() =>
        db.Set<TemplateVersion>().AsNoTracking().Where(v => v.ApprovedAt != null
            && !db.Set<TemplateVersion>().Any(later => later.Key == v.Key && later.Language == v.Language && later.Number > v.Number && later.ApprovedAt != null));
}
