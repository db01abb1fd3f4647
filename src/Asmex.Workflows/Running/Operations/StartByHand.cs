using System.Text.Json.Nodes;
using Asmex.Workflows.Audit;
using Asmex.Workflows.People;
using Asmex.Workflows.Running.Lifecycle;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Running.Operations;

/// <summary>Starts an instance of a published definition that belongs to no plan, as a designer's "run" does.</summary>
public sealed class StartByHand(WorkflowsDbContext db, Bursts bursts, Definitions definitions, TimeProvider clock)
{
    /// <returns>The id of the instance.</returns>
    /// <exception cref="RuleBrokenException">No version is published, or it is one that only a plan starts.</exception>
    public Task<string> RunAsync(string definitionId, JsonObject input, string? correlationId, Actor actor, CancellationToken cancellation) =>
        db.UntilCommittedAsync(() => StartAsync(definitionId, input, correlationId, actor, cancellation));

    private async Task<string> StartAsync(string definitionId, JsonObject input, string? correlationId, Actor actor, CancellationToken cancellation)
    {
        actor.MustWriteDefinitions();
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var definition = await definitions.GetAsync(db, definitionId, null, cancellation);
        if (definition.Nodes.Any(n => !n.Type.Contains('.', StringComparison.Ordinal)))
        {
            throw new RuleBrokenException("Running.StartedByPlans", definition.Name ?? definitionId);
        }

        var id = Guid.CreateVersion7().ToString("N");
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.StartedByHand", new Subject(InstanceId: id), definition.Name ?? definitionId));
        await bursts.StartAsync(new StartWorkflow(definitionId, id, (JsonObject)input.DeepClone(), correlationId), actor, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return id;
    }
}
