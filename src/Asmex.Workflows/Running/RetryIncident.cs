using Asmex.Workflows.Audit;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Running;

/// <summary>Gives the answer that failed again, after its cause was mended.</summary>
public sealed class RetryIncident(WorkflowsDbContext db, Bursts bursts, TimeProvider clock)
{
    public async Task RunAsync(Guid incidentId, Actor actor, CancellationToken cancellation)
    {
        if (!actor.Is(Roles.Administrator))
        {
            throw new NothingThereException("incident");
        }

        await using var transaction = await db.BeginWriteAsync(cancellation);
        var incident = await db.Set<WorkflowIncident>().SingleOrDefaultAsync(i => i.Id == incidentId, cancellation) ?? throw new NothingThereException("incident");
        if (!incident.IsOpen)
        {
            throw new RuleBrokenException("Running.IncidentResolved", incident.ResolvedBy!, incident.ResolvedAt!.Value);
        }

        var now = clock.GetUtcNow();
        incident.Resolve("retry", actor.Name, now);
        var instance = await db.Set<WorkflowInstance>().AsNoTracking().SingleAsync(i => i.Id == incident.InstanceId, cancellation);
        db.Add(HistoryEntry.Of(actor, now, "History.IncidentRetried",
            new Subject(instance.Region, instance.PlanId, instance.ActionId, InstanceId: instance.Id), incident.ActivityId));
        await bursts.RetryAsync(incident, actor, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
