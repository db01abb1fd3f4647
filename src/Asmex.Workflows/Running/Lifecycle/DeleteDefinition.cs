using Asmex.Workflows.Audit;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Running.Lifecycle;

/// <summary>Removes a definition with all its versions from the house. What has ended on it can still be read.</summary>
public sealed class DeleteDefinition(WorkflowsDbContext db, IOptions<RunningOptions> options, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">Instances of it run, or its file still stands and would bring it back.</exception>
    public async Task RunAsync(string definitionId, Actor actor, CancellationToken cancellation)
    {
        actor.MustWriteDefinitions();
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var versions = await db.LockVersionsAsync(definitionId, cancellation);
        var newest = versions.Newest();
        var running = await db.Set<WorkflowInstance>().CountAsync(i => i.DefinitionId == definitionId && i.Status == WorkflowStatus.Running, cancellation);
        if (running > 0)
        {
            throw new RuleBrokenException("Running.DefinitionRuns", definitionId, running);
        }

        if (versions.Find(v => v.File.Length > 0 && File.Exists(Path.Combine(options.Value.DefinitionsPath, v.File))) is { File: var file })
        {
            throw new RuleBrokenException("Running.FileStands", definitionId, file);
        }

        var now = clock.GetUtcNow();
        versions.ForEach(v => v.Become(DefinitionState.Deleted, actor.Name, now));
        db.Add(HistoryEntry.Of(actor, now, "History.DefinitionDeleted", new Subject(), definitionId, newest.Version));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
