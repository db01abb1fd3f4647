using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Definitions;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Running;

namespace Asmex.Workflows.Web.Api;

/// <summary>An instance as an Elsa server gives it.</summary>
internal static class InstanceShape
{
    public static string VersionIdOf(WorkflowInstance instance) => $"{instance.DefinitionId}-v{instance.Version}";

    public static object Summary(WorkflowInstance instance, int incidents) => new
    {
        id = instance.Id,
        definitionId = instance.DefinitionId,
        definitionVersionId = VersionIdOf(instance),
        version = instance.Version,
        status = instance.Status,
        subStatus = SubStatusOf(instance),
        correlationId = instance.CorrelationId,
        name = instance.Name,
        incidentCount = incidents,
        createdAt = instance.CreatedAt,
        updatedAt = instance.UpdatedAt,
        finishedAt = instance.FinishedAt,
    };

    public static object Whole(WorkflowInstance instance, IReadOnlyList<WorkflowIncident> incidents, InstanceLog log) => new
    {
        id = instance.Id,
        definitionId = instance.DefinitionId,
        definitionVersionId = VersionIdOf(instance),
        version = instance.Version,
        parentWorkflowInstanceId = (string?)null,
        workflowState = State(instance, incidents, log),
        status = instance.Status,
        subStatus = SubStatusOf(instance),
        correlationId = instance.CorrelationId,
        name = instance.Name,
        incidentCount = incidents.Count,
        isSystem = false,
        createdAt = instance.CreatedAt,
        updatedAt = instance.UpdatedAt,
        finishedAt = instance.FinishedAt,
    };

    public static object State(WorkflowInstance instance, IReadOnlyList<WorkflowIncident> incidents, InstanceLog log)
    {
        var state = StateOf(instance);
        return new
        {
            id = instance.Id,
            definitionId = instance.DefinitionId,
            definitionVersionId = VersionIdOf(instance),
            definitionVersion = instance.Version,
            correlationId = instance.CorrelationId,
            status = instance.Status,
            subStatus = SubStatusOf(instance),
            isExecuting = false,
            bookmarks = (state?.Bookmarks ?? []).Select(b => Bookmark(b, instance)),
            incidents = incidents.Select(i => new { activityId = i.ActivityId, activityNodeId = i.NodeId, activityType = i.Type, message = i.Message, timestamp = i.At }),
            isSystem = false,
            completionCallbacks = Array.Empty<object>(),
            activityExecutionContexts = log.Records.Where(r => r.Execution.CompletedAt is null).Select(r => Context(r, log)),
            scheduledActivities = Array.Empty<object>(),
            executionLogSequence = log.Lines.Count,
            input = state?.Input ?? [],
            output = state?.Output ?? [],
            properties = new JsonObject(),
            createdAt = instance.CreatedAt,
            updatedAt = instance.UpdatedAt,
        };
    }

    public static object Variables(WorkflowInstance instance, WorkflowDefinition definition)
    {
        var values = StateOf(instance)?.Variables;
        var items = definition.Variables.Select(v => new { id = v.Id, name = v.Name, value = values?.GetValueOrDefault(v.Id) }).ToList();
        return new { items, count = items.Count };
    }

    /// <summary>What is held by a person, or stands at an incident, waits.</summary>
    public static WorkflowSubStatus SubStatusOf(WorkflowInstance instance) => instance.SubStatus == WorkflowSubStatus.Executing ? WorkflowSubStatus.Suspended : instance.SubStatus;

    // Before its first burst it has only what it was started with.
    private static WorkflowState? StateOf(WorkflowInstance instance) => instance.Bursts == 0 || !instance.State.Contains("\"x\":", StringComparison.Ordinal) ? null : WorkflowState.FromJson(instance.State);

    private static object Bookmark(Bookmark bookmark, WorkflowInstance instance) => new
    {
        id = bookmark.Id,
        name = bookmark.Name,
        hash = bookmark.Stimulus ?? bookmark.Id,
        payload = bookmark.Payload ?? new JsonObject(),
        activityId = bookmark.ActivityId,
        activityNodeId = bookmark.NodeId,
        activityInstanceId = ExecutionShape.IdOf(instance.Id, bookmark.ExecutionId),
        createdAt = instance.UpdatedAt,
        autoBurn = true,
        autoComplete = true,
    };

    private static object Context(ExecutionRecord record, InstanceLog log) => new
    {
        id = ExecutionShape.IdOf(record.InstanceId, record.Execution.Id),
        callStackDepth = log.StackOf(record).Count() - 1,
        parentContextId = ExecutionShape.IdOf(record.InstanceId, record.Execution.ParentId),
        scheduledActivityNodeId = record.Execution.NodeId,
        properties = new JsonObject(),
        metadata = new JsonObject(),
        activityState = new JsonObject(),
        dynamicVariables = Array.Empty<object>(),
        status = record.Execution.Status,
        isExecuting = false,
        faultCount = record.IsFaulted ? 1 : 0,
        startedAt = record.Execution.StartedAt,
    };
}
