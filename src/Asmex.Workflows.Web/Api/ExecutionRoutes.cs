using Asmex.Workflows.Web.Setup;

namespace Asmex.Workflows.Web.Api;

/// <summary>The executions of activities: what a viewer draws on its steps and lists beside them.</summary>
internal static class ExecutionRoutes
{
    public static void MapExecutions(this RouteGroupBuilder api)
    {
        var readers = api.MapGroup("").WithMetadata(new ForRolesAttribute(People.Roles.Coordinator, People.Roles.Administrator, People.Roles.Auditor));
        readers.MapPost("/activity-executions/report", ReportAsync);
        readers.MapGet("/activity-executions/list", ListAsync);
        readers.MapGet("/activity-execution-summaries/list", SummariesAsync);
        readers.MapGet("/activity-executions/by-id", OneAsync);
        readers.MapGet("/activity-executions/{id}", OneAsync);
        readers.MapGet("/activity-executions/{id}/call-stack", StackAsync);
    }

    private static async Task<IResult> ReportAsync(HttpRequest request, InstanceReads reads, CancellationToken cancellation)
    {
        var body = await ApiJson.BodyAsync(request, cancellation);
        var log = await reads.LogAsync(await reads.OneAsync(body.Text("workflowInstanceId") ?? "", cancellation), cancellation);
        return ApiJson.Ok(new { stats = ExecutionShape.Stats(log, body.Texts("activityNodeIds")) });
    }

    private static async Task<IResult> ListAsync(string workflowInstanceId, string? activityNodeId, InstanceReads reads, CancellationToken cancellation)
    {
        var log = await reads.LogAsync(await reads.OneAsync(workflowInstanceId, cancellation), cancellation);
        return Counted([.. At(log, activityNodeId).Select(r => ExecutionShape.Record(r, log))]);
    }

    private static async Task<IResult> SummariesAsync(string workflowInstanceId, string? activityNodeId, InstanceReads reads, CancellationToken cancellation)
    {
        var log = await reads.LogAsync(await reads.OneAsync(workflowInstanceId, cancellation), cancellation);
        return Counted([.. At(log, activityNodeId).Select(ExecutionShape.Summary)]);
    }

    private static async Task<IResult> OneAsync(string id, InstanceReads reads, CancellationToken cancellation)
    {
        var (log, record) = await reads.ExecutionAsync(id, cancellation);
        return ApiJson.Ok(ExecutionShape.Record(record, log));
    }

    private static async Task<IResult> StackAsync(string id, InstanceReads reads, CancellationToken cancellation)
    {
        var (log, record) = await reads.ExecutionAsync(id, cancellation);
        var items = log.StackOf(record).Select(r => ExecutionShape.Record(r, log)).ToList();
        return ApiJson.Ok(new { activityExecutionId = id, items, totalCount = items.Count });
    }

    private static IEnumerable<ExecutionRecord> At(InstanceLog log, string? nodeId) => log.Records.Where(r => nodeId is null || r.Execution.NodeId == nodeId);

    private static IResult Counted(IReadOnlyList<object> items) => ApiJson.Ok(new { items, count = items.Count });
}
