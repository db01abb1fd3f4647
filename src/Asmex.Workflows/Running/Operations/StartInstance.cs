using System.Security.Cryptography;
using System.Text;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Running.Operations;

/// <summary>Starts a workflow by hand. With a key it is started once: whoever asks again gets the one there is.</summary>
public sealed class StartInstance(WorkflowsDbContext db, Bursts bursts, TimeProvider clock)
{
    /// <returns>The instance, and whether it is a new one.</returns>
    /// <exception cref="RuleBrokenException">No version is published, or the inputs are too large; nothing was written.</exception>
    public async Task<(string InstanceId, bool IsNew)> RunAsync(StartRequest request, Actor actor, CancellationToken cancellation)
    {
        actor.MustAdministrate();
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

        var correlation = string.IsNullOrWhiteSpace(request.CorrelationId) ? null : request.CorrelationId.Trim();
        await bursts.StartAsync(new StartWorkflow(request.DefinitionId, id, request.Input, correlation), actor, cancellation);
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
