using Asmex.Workflows.People;
using Asmex.Workflows.Running.Operations;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Running;

/// <summary>Takes an incident up after its cause was mended: gives the answer that failed again, or runs again what faulted or could not start.</summary>
public sealed class RetryIncident(WorkflowsDbContext db, Bursts bursts, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">Somebody dealt with it already, or the workflow is suspended.</exception>
    public Task RunAsync(Guid incidentId, Actor actor, CancellationToken cancellation) =>
        db.UntilCommittedAsync(() => RetryAsync(incidentId, actor, cancellation));

    private async Task RetryAsync(Guid incidentId, Actor actor, CancellationToken cancellation)
    {
        actor.MustAdministrate();
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var incident = await db.TakeIncidentAsync(incidentId, "retry", "History.IncidentRetried", actor, clock.GetUtcNow(), [], cancellation);
        await bursts.RepairAsync(incident, skip: null, actor, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
