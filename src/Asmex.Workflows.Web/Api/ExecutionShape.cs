using System.Text.Json.Nodes;
using Asmex.Workflows.Running;

namespace Asmex.Workflows.Web.Api;

/// <summary>Executions and lines of the journal as an Elsa server gives them.</summary>
internal static class ExecutionShape
{
    /// <summary>What parts the two halves of the id of an execution: its instance, so that it is found without a search, and itself.</summary>
    public const char Joint = '.';

    private const int ActivityTypeVersion = 1;

    private static JsonObject Map => new() { ["_type"] = "ObjectMap" };

    public static object Line(LogLine line, WorkflowInstance instance) => new
    {
        id = $"{IdOf(instance.Id, line.Execution.Id)}-{line.Sequence}",
        activityInstanceId = IdOf(instance.Id, line.Execution.Id),
        parentActivityInstanceId = IdOf(instance.Id, line.Execution.ParentId),
        activityId = line.Execution.ActivityId,
        activityType = line.Execution.Type,
        activityTypeVersion = ActivityTypeVersion,
        activityName = line.Execution.Name,
        nodeId = line.Execution.NodeId,
        timestamp = line.At,
        sequence = line.Sequence,
        eventName = line.EventName,
    };

    public static object LastLine(WorkflowInstance instance, LogLine line) => new
    {
        workflowDefinitionId = instance.DefinitionId,
        workflowDefinitionVersionId = InstanceShape.VersionIdOf(instance),
        workflowInstanceId = instance.Id,
        workflowVersion = instance.Version,
        activityInstanceId = IdOf(instance.Id, line.Execution.Id),
        parentActivityInstanceId = IdOf(instance.Id, line.Execution.ParentId),
        activityId = line.Execution.ActivityId,
        activityType = line.Execution.Type,
        activityTypeVersion = ActivityTypeVersion,
        activityName = line.Execution.Name,
        activityNodeId = line.Execution.NodeId,
        timestamp = line.At,
        sequence = line.Sequence,
        eventName = line.EventName,
        id = $"{IdOf(instance.Id, line.Execution.Id)}-{line.Sequence}",
    };

    public static object Record(ExecutionRecord record, InstanceLog log) => new
    {
        workflowInstanceId = record.InstanceId,
        activityId = record.Execution.ActivityId,
        activityNodeId = record.Execution.NodeId,
        activityType = record.Execution.Type,
        activityTypeVersion = ActivityTypeVersion,
        activityName = record.Execution.Name,
        activityState = new JsonObject(),
        properties = Map,
        metadata = Map,
        startedAt = record.Execution.StartedAt,
        hasBookmarks = record.Waits,
        status = StatusOf(record),
        aggregateFaultCount = record.IsFaulted ? 1 : 0,
        completedAt = record.Execution.CompletedAt,
        schedulingActivityExecutionId = IdOf(record.InstanceId, record.Execution.ParentId),
        schedulingActivityId = record.Execution.ParentId is { } parent ? log.Find(parent)?.Execution.ActivityId : null,
        callStackDepth = log.StackOf(record).Count() - 1,
        outcomes = record.Execution.Outcomes,
        id = IdOf(record.InstanceId, record.Execution.Id),
        tenantId = "",
    };

    public static object Summary(ExecutionRecord record) => new
    {
        workflowInstanceId = record.InstanceId,
        activityId = record.Execution.ActivityId,
        activityNodeId = record.Execution.NodeId,
        activityType = record.Execution.Type,
        activityTypeVersion = ActivityTypeVersion,
        activityName = record.Execution.Name,
        startedAt = record.Execution.StartedAt,
        hasBookmarks = record.Waits,
        status = StatusOf(record),
        metadata = Map,
        aggregateFaultCount = record.IsFaulted ? 1 : 0,
        completedAt = record.Execution.CompletedAt,
        id = IdOf(record.InstanceId, record.Execution.Id),
    };

    /// <summary>What stands on the badges of a drawing, by node.</summary>
    public static IEnumerable<object> Stats(InstanceLog log, IReadOnlyCollection<string>? nodeIds) => log.Records
        .Where(r => nodeIds is null || nodeIds.Contains(r.Execution.NodeId)).GroupBy(r => r.Execution.NodeId).Select(same => new
        {
            activityId = same.First().Execution.ActivityId,
            activityNodeId = same.Key,
            startedCount = same.Count(),
            completedCount = same.Count(r => r.Execution.Status == "Completed"),
            uncompletedCount = same.Count(r => r.Execution.CompletedAt is null),
            isBlocked = same.Any(r => r.Waits),
            isFaulted = same.Any(r => r.IsFaulted),
            aggregateFaultCount = same.Count(r => r.IsFaulted),
            metadata = Map,
        });

    public static string? IdOf(string instanceId, string? executionId) => executionId is null ? null : $"{instanceId}{Joint}{executionId}";

    private static string StatusOf(ExecutionRecord record) => record.IsFaulted ? "Faulted" : record.Execution.Status;
}
