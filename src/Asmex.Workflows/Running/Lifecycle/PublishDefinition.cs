using Asmex.Workflows.Audit;
using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.People;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Running.Lifecycle;

/// <summary>Lets new instances start with the newest version of a definition. What runs already stays on its version.</summary>
public sealed class PublishDefinition(WorkflowsDbContext db, Definitions definitions, IOptions<RunningOptions> options, TimeProvider clock)
{
    /// <param name="seen">The <see cref="StoredDefinition.Hash"/> of what was before the eyes; absent for callers that did not look.</param>
    /// <exception cref="DefinitionFaultException">It cannot run as it is; says every fault. Nothing was written.</exception>
    /// <exception cref="RuleBrokenException">Somebody went on with it since it was seen; or a second person has to publish it, and this one wrote it.</exception>
    /// <exception cref="NothingThereException">There is no such definition.</exception>
    public async Task<StoredDefinition> RunAsync(string definitionId, Actor actor, CancellationToken cancellation, string? seen = null)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var published = await PublishAsync(definitionId, actor, cancellation, seen);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return published;
    }

    /// <summary>The same inside the transaction of another verb.</summary>
    internal async Task<StoredDefinition> PublishAsync(string definitionId, Actor actor, CancellationToken cancellation, string? seen = null)
    {
        actor.MustWriteDefinitions();
        var versions = await db.LockVersionsAsync(definitionId, cancellation);
        var newest = versions.Newest();
        if (seen is not null && seen != newest.Hash)
        {
            throw new RuleBrokenException("Running.ChangedSinceSeen", newest.ChangedBy, newest.ChangedAt);
        }

        if (newest.State == DefinitionState.Published)
        {
            return newest;
        }

        if (options.Value.PublishingNeedsSecondPerson && actor.PersonId is { } person && person == newest.WrittenById)
        {
            throw new RuleBrokenException("Running.SecondPersonPublishes", newest.Version);
        }

        // A draft stands from now on, with the others as they are now.
        var now = clock.GetUtcNow();
        var parsed = await definitions.ParseAsync(db, newest.Source, newest.State == DefinitionState.Draft ? now : newest.CreatedAt, cancellation);
        if (ActionType.FaultOf(parsed) is { } fault)
        {
            throw new DefinitionFaultException([fault]);
        }

        versions.Where(v => v.State == DefinitionState.Published).ToList().ForEach(v => v.Become(DefinitionState.Replaced, actor.Name, now));
        newest.Become(DefinitionState.Published, actor.Name, now);
        db.Add(HistoryEntry.Of(actor, now, "History.DefinitionPublished", new Subject(), definitionId, newest.Version));
        return newest;
    }
}
