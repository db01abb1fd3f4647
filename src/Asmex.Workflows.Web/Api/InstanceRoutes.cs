using System.Text.Json.Nodes;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Web.Setup;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Web.Api;

/// <summary>What runs and has run, as a designer's viewer reads it.</summary>
internal static class InstanceRoutes
{
    private const int MostLines = 1000;

    public static void MapInstances(this RouteGroupBuilder api)
    {
        var readers = api.MapGroup("/workflow-instances").WithMetadata(new ForRolesAttribute(People.Roles.Coordinator, People.Roles.Administrator, People.Roles.Auditor));
        readers.MapPost("", async (HttpRequest request, InstanceReads reads, CancellationToken cancellation) => await ListAsync(await ApiJson.BodyAsync(request, cancellation), reads, cancellation));
        readers.MapGet("", (HttpRequest request, InstanceReads reads, CancellationToken cancellation) => ListAsync(Asked(request.Query), reads, cancellation));
        readers.MapGet("/{id}", WholeAsync);
        readers.MapGet("/{id}/execution-state", StateAsync);
        readers.MapGet("/{id}/variables", VariablesAsync);
        readers.MapGet("/{id}/journal", JournalAsync);
        readers.MapPost("/{id}/journal", FilteredJournalAsync);
        readers.MapGet("/{id}/journal/{activityId}", LastLineAsync);
        readers.MapGet("/{id}/export", ExportAsync);
    }

    private static async Task<IResult> ListAsync(JsonObject asked, InstanceReads reads, CancellationToken cancellation)
    {
        var (items, total) = await reads.ListAsync(asked, cancellation);
        return ApiJson.Ok(new { items, totalCount = total });
    }

    private static async Task<IResult> WholeAsync(string id, InstanceReads reads, CancellationToken cancellation)
    {
        var instance = await reads.OneAsync(id, cancellation);
        return ApiJson.Ok(InstanceShape.Whole(instance, await reads.IncidentsAsync(id, cancellation), await reads.LogAsync(instance, cancellation)));
    }

    private static async Task<IResult> StateAsync(string id, InstanceReads reads, CancellationToken cancellation)
    {
        var instance = await reads.OneAsync(id, cancellation);
        return ApiJson.Ok(new { status = instance.Status, subStatus = InstanceShape.SubStatusOf(instance), updatedAt = instance.UpdatedAt });
    }

    private static async Task<IResult> VariablesAsync(string id, InstanceReads reads, Definitions definitions, WorkflowsDbContext db, CancellationToken cancellation)
    {
        var instance = await reads.OneAsync(id, cancellation);
        return ApiJson.Ok(InstanceShape.Variables(instance, await definitions.GetAsync(db, instance.DefinitionId, instance.Version, cancellation)));
    }

    private static async Task<IResult> JournalAsync(string id, int? skip, int? take, int? page, int? pageSize, InstanceReads reads, CancellationToken cancellation)
    {
        var log = await reads.LogAsync(await reads.OneAsync(id, cancellation), cancellation);
        return Page(log, log.Lines, skip ?? (page * pageSize), take ?? pageSize);
    }

    private static async Task<IResult> FilteredJournalAsync(string id, int? skip, int? take, HttpRequest request, InstanceReads reads, CancellationToken cancellation)
    {
        var body = await ApiJson.BodyAsync(request, cancellation);
        var (activities, nodes, without, events) = (body["filter"].Texts("activityIds"), body["filter"].Texts("activityNodeIds"), body["filter"].Texts("excludedActivityTypes"), body["filter"].Texts("eventNames"));
        var log = await reads.LogAsync(await reads.OneAsync(id, cancellation), cancellation);
        var lines = log.Lines.Where(l => (activities.Count == 0 || activities.Contains(l.Execution.ActivityId)) && (nodes.Count == 0 || nodes.Contains(l.Execution.NodeId))
            && !without.Contains(l.Execution.Type) && (events.Count == 0 || events.Contains(l.EventName)));
        return Page(log, [.. lines], skip ?? body.Number("skip"), take ?? body.Number("take"));
    }

    private static async Task<IResult> LastLineAsync(string id, string activityId, InstanceReads reads, CancellationToken cancellation)
    {
        var instance = await reads.OneAsync(id, cancellation);
        var line = (await reads.LogAsync(instance, cancellation)).Lines.LastOrDefault(l => l.Execution.ActivityId == activityId);
        return line is null ? TypedResults.NotFound() : ApiJson.Ok(ExecutionShape.LastLine(instance, line));
    }

    private static async Task<IResult> ExportAsync(string id, InstanceReads reads, CancellationToken cancellation)
    {
        var instance = await reads.OneAsync(id, cancellation);
        var log = await reads.LogAsync(instance, cancellation);
        var file = new Dictionary<string, object>
        {
            ["WorkflowState"] = InstanceShape.State(instance, await reads.IncidentsAsync(id, cancellation), log),
            ["ActivityExecutionRecords"] = log.Records.Select(r => ExecutionShape.Record(r, log)),
            ["WorkflowExecutionLogRecords"] = log.Lines.Select(line => ExecutionShape.Line(line, instance)),
        };
        return TypedResults.File(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(file, ApiJson.Options), "application/json", $"workflow-instance-{id}.json");
    }

    private static IResult Page(InstanceLog log, IReadOnlyList<LogLine> lines, int? skip, int? take) => ApiJson.Ok(new
    {
        items = lines.Skip(Math.Max(skip ?? 0, 0)).Take(Math.Clamp(take ?? MostLines, 0, MostLines)).Select(line => ExecutionShape.Line(line, log.Instance)),
        totalCount = lines.Count,
    });

    private static JsonObject Asked(IQueryCollection query) => new(query.Select(q => KeyValuePair.Create<string, JsonNode?>(
        System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(q.Key), int.TryParse(q.Value, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : (string?)q.Value)));
}
