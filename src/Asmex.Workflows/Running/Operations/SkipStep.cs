using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Running.Operations;

/// <summary>Leaves the step that an incident stopped by a chosen outcome, as if it had done its work.</summary>
public sealed class SkipStep(WorkflowsDbContext db, Bursts bursts, Definitions definitions, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">Somebody dealt with it already, the step has no such outcome, or the workflow is suspended.</exception>
    public Task RunAsync(Guid incidentId, string outcome, Actor actor, CancellationToken cancellation) =>
        db.UntilCommittedAsync(() => SkipAsync(incidentId, outcome, actor, cancellation));

    private async Task SkipAsync(Guid incidentId, string outcome, Actor actor, CancellationToken cancellation)
    {
        actor.MustAdministrate();
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var incident = await db.TakeIncidentAsync(incidentId, "skip", "History.StepSkipped", actor, clock.GetUtcNow(), [outcome], cancellation);
        await MustLeaveByAsync(incident, outcome, cancellation);
        await bursts.RepairAsync(incident, new Skip(incident.NodeId, [outcome]), actor, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private async Task MustLeaveByAsync(WorkflowIncident incident, string outcome, CancellationToken cancellation)
    {
        var instance = await db.Set<WorkflowInstance>().AsNoTracking().SingleAsync(i => i.Id == incident.InstanceId, cancellation);
        var definition = await definitions.GetAsync(db, instance.DefinitionId, instance.Version, cancellation);
        if (definition.Find(incident.NodeId)?.Ports is { Count: > 0 } ports && !ports.Contains(outcome))
        {
            throw new RuleBrokenException("Running.NoSuchOutcome", incident.ActivityId, outcome, string.Join(", ", ports));
        }
    }
}
