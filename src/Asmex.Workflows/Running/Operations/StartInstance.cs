using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.People;
using Asmex.Workflows.Running.Lifecycle;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Running.Operations;

/// <summary>Starts a workflow by hand, as a designer's "run" does; it belongs to no plan. With a key it is started once: whoever asks again gets the one there is.</summary>
public sealed class StartInstance(WorkflowsDbContext db, Bursts bursts, Definitions definitions, ActivityCatalog activities, TimeProvider clock)
{
    /// <returns>The instance, and whether it is a new one.</returns>
    /// <exception cref="RuleBrokenException">No version is published, it is one that only a plan starts, or the inputs are too large; nothing was written.</exception>
    public async Task<(string InstanceId, bool IsNew)> RunAsync(StartRequest request, Actor actor, CancellationToken cancellation)
    {
        actor.MustWriteDefinitions();

        // It belongs to no region: who works for one would not see what they started.
        if (actor.PersonId is not null && !actor.All.Any(h => h is { Role: Roles.Coordinator or Roles.Administrator, Region: null }))
        {
            throw new RuleBrokenException("Running.StartedByTheCentre");
        }

        var isNew = false;
        var id = string.IsNullOrWhiteSpace(request.Key) ? Guid.CreateVersion7(clock.GetUtcNow()).ToString("N") : IdOf(request.DefinitionId, request.Key.Trim());
        await db.UntilCommittedAsync(async () => isNew = await StartAsync(id, request, actor, cancellation));
        return (id, isNew);
    }

    // Two who bring the same key at once come one after the other; on SQLite a verb is alone already.
    private async Task<bool> StartAsync(string id, StartRequest request, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await db.HoldNameAsync(id, cancellation);
        if (await db.Set<WorkflowInstance>().AnyAsync(i => i.Id == id, cancellation))
        {
            return false;
        }

        var definition = await definitions.GetAsync(db, request.DefinitionId, null, cancellation);

        // A type that the catalogue does not know is a definition that is used; what it holds is among the nodes too.
        if (definition.Nodes.Any(n => !n.Type.Contains('.', StringComparison.Ordinal) && activities.Find(n.Type) is not null))
        {
            throw new RuleBrokenException("Running.StartedByPlans", definition.Name ?? request.DefinitionId);
        }

        var correlation = string.IsNullOrWhiteSpace(request.CorrelationId) ? null : request.CorrelationId.Trim();
        await bursts.StartAsync(new StartWorkflow(request.DefinitionId, id, (JsonObject)request.Input.DeepClone(), correlation), actor, cancellation);
        await db.SaveChangesAsync(cancellation);
        var instance = await new BurstWriter(db).LockAsync(id, cancellation) ?? throw new NothingThereException("workflow");
        db.Record(instance, actor, clock.GetUtcNow(), "History.InstanceStarted", instance.Name ?? instance.DefinitionId);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private static string IdOf(string definitionId, string key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{definitionId}\n{key}")))[..32];
}
