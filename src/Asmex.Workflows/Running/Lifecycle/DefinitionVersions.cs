using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Running.Lifecycle;

/// <summary>The versions of one definition, changed by one verb at a time.</summary>
internal static class DefinitionVersions
{
    /// <exception cref="NothingThereException">The actor writes no definitions.</exception>
    public static void MustWriteDefinitions(this Actor actor)
    {
        if (actor != Actor.House && !actor.WritesDefinitions())
        {
            throw new NothingThereException("definition");
        }
    }

    /// <summary>All versions, oldest first, once nobody else changes them; on SQLite the transaction of a verb is alone already.</summary>
    public static async Task<List<StoredDefinition>> LockVersionsAsync(this WorkflowsDbContext db, string definitionId, CancellationToken cancellation)
    {
        await db.HoldNameAsync(definitionId, cancellation);
        return await db.Set<StoredDefinition>().Where(d => d.DefinitionId == definitionId).OrderBy(d => d.Version).ToListAsync(cancellation);
    }

    /// <summary>The newest version that stands.</summary>
    /// <exception cref="NothingThereException">There is none.</exception>
    public static StoredDefinition Newest(this IEnumerable<StoredDefinition> versions) =>
        versions.LastOrDefault(v => v.State != DefinitionState.Deleted) ?? throw new NothingThereException("definition");
}
