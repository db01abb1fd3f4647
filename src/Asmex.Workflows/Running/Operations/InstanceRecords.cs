using Asmex.Workflows.Audit;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Running.Operations;

/// <summary>What the verbs on instances share: the lock, the refusals and the line of history.</summary>
internal static class InstanceRecords
{
    /// <summary>The instance, once nobody else changes it.</summary>
    /// <exception cref="NothingThereException">There is none.</exception>
    /// <exception cref="RuleBrokenException">It has ended.</exception>
    public static async Task<WorkflowInstance> LockRunningAsync(this BurstWriter writer, string instanceId, CancellationToken cancellation)
    {
        var instance = await writer.LockAsync(instanceId, cancellation) ?? throw new NothingThereException("workflow");
        return instance.Status == WorkflowStatus.Running ? instance : throw new RuleBrokenException("Running.Ended", instance.Name ?? instance.DefinitionId);
    }

    /// <summary>Marks an incident as dealt with and says so in the history.</summary>
    /// <exception cref="RuleBrokenException">Somebody dealt with it already.</exception>
    public static async Task<WorkflowIncident> TakeIncidentAsync(
        this WorkflowsDbContext db, Guid incidentId, string how, string key, Actor actor, DateTimeOffset now, object[] values, CancellationToken cancellation)
    {
        // The instance is locked first, as by everything that changes it, so that two people cannot both take it.
        var found = await db.Set<WorkflowIncident>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == incidentId, cancellation) ?? throw new NothingThereException("incident");
        var instance = await new BurstWriter(db).LockAsync(found.InstanceId, cancellation) ?? throw new NothingThereException("workflow");
        var incident = await db.Set<WorkflowIncident>().SingleAsync(i => i.Id == incidentId, cancellation);
        if (!incident.IsOpen)
        {
            throw new RuleBrokenException("Running.IncidentResolved", incident.ResolvedBy!, incident.ResolvedAt!.Value);
        }

        incident.Resolve(how, actor.Name, now);
        db.Record(instance, actor, now, key, [incident.ActivityId, .. values]);
        return incident;
    }

    public static void Record(this WorkflowsDbContext db, WorkflowInstance instance, Actor actor, DateTimeOffset now, string key, params object[] values) =>
        db.Add(HistoryEntry.Of(actor, now, key, new Subject(instance.Region, instance.PlanId, instance.ActionId, InstanceId: instance.Id), values));
}
