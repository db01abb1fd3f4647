using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Running;
using Asmex.Workflows.Running.Operations;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Asmex.Workflows.Web.Setup;

namespace Asmex.Workflows.Web.Api;

/// <summary>Starting, answering and ending what runs.</summary>
internal static class OperatorRoutes
{
    private const string InstanceHeader = "x-elsa-workflow-instance-id";

    public static void MapOperators(this RouteGroupBuilder api)
    {
        var starters = api.MapGroup("/workflow-definitions").WithMetadata(new ForRolesAttribute(People.Roles.Coordinator, People.Roles.Administrator));
        starters.MapPost("/{definitionId}/execute", ExecuteAsync);
        starters.MapPost("/{definitionId}/dispatch", DispatchAsync);
        var operators = api.MapGroup("").WithMetadata(new ForRolesAttribute(People.Roles.Administrator));
        operators.MapPost("/cancel/workflow-instances/{id}", CancelAsync);
        operators.MapPost("/bulk-actions/cancel/workflow-instances", CancelManyAsync);
        operators.MapDelete("/workflow-instances/{id}", DeleteAsync);
        operators.MapPost("/bulk-actions/delete/workflow-instances/by-id", DeleteManyAsync);
        operators.MapPost("/workflow-instances/{id}/variables", SetVariablesAsync);
        operators.MapPost("/tasks/{taskId}/complete", CompleteAsync);
        operators.MapPost("/events/{eventName}/trigger", TriggerAsync);
    }

    private static async Task<IResult> ExecuteAsync(string definitionId, HttpContext context, StartInstance start, InstanceReads reads, CurrentActor current, CancellationToken cancellation)
    {
        var body = await ApiJson.BodyAsync(context.Request, cancellation);
        var (id, _) = await start.RunAsync(Asked(definitionId, body), current.Actor, cancellation);
        context.Response.Headers[InstanceHeader] = id;
        var instance = await reads.OneAsync(id, cancellation);
        return ApiJson.Ok(new { workflowState = InstanceShape.State(instance, await reads.IncidentsAsync(id, cancellation), await reads.LogAsync(instance, cancellation)) });
    }

    private static async Task<IResult> DispatchAsync(string definitionId, HttpRequest request, StartInstance start, CurrentActor current, CancellationToken cancellation)
    {
        var body = await ApiJson.BodyAsync(request, cancellation);
        var (id, _) = await start.RunAsync(Asked(definitionId, body), current.Actor, cancellation);
        return ApiJson.Ok(new { workflowInstanceId = id });
    }

    private static StartRequest Asked(string definitionId, JsonObject body) => new(definitionId, body["input"] as JsonObject ?? [], body.Text("correlationId"));

    private static async Task<IResult> CancelAsync(string id, CancelInstance cancel, Words words, CurrentActor current, CancellationToken cancellation)
    {
        await cancel.RunAsync(id, words["Api.Cancelled"], current.Actor, cancellation);
        return TypedResults.Ok();
    }

    private static async Task<IResult> CancelManyAsync(HttpRequest request, CancelInstance cancel, Words words, CurrentActor current, CancellationToken cancellation)
    {
        var cancelled = 0;
        foreach (var id in (await ApiJson.BodyAsync(request, cancellation)).Texts("ids"))
        {
            await cancel.RunAsync(id, words["Api.Cancelled"], current.Actor, cancellation);
            cancelled++;
        }

        return ApiJson.Ok(new { cancelled });
    }

    // The history of a plan is not a designer's to remove: what has ended goes by the setting of retention.
    private static async Task<IResult> DeleteAsync(string id, InstanceReads reads, CancellationToken cancellation)
    {
        var instance = await reads.OneAsync(id, cancellation);
        throw new RuleBrokenException("Api.InstancesAreKept", instance.Name ?? instance.DefinitionId);
    }

    private static async Task<IResult> DeleteManyAsync(HttpRequest request, InstanceReads reads, CancellationToken cancellation)
    {
        foreach (var id in (await ApiJson.BodyAsync(request, cancellation)).Texts("ids"))
        {
            try
            {
                await DeleteAsync(id, reads, cancellation);
            }
            catch (KeyNotFoundException)
            {
                // What is not there is not deleted, as on an Elsa server.
            }
        }

        return ApiJson.Ok(new { deleted = 0 });
    }

    private static async Task<IResult> SetVariablesAsync(
        string id, HttpRequest request, ChangeVariable change, InstanceReads reads, Definitions definitions, WorkflowsDbContext db, CurrentActor current, CancellationToken cancellation)
    {
        var body = await ApiJson.BodyAsync(request, cancellation);
        var instance = await reads.OneAsync(id, cancellation);
        var definition = await definitions.GetAsync(db, instance.DefinitionId, instance.Version, cancellation);
        foreach (var asked in (body["variables"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var name = definition.Variables.FirstOrDefault(v => v.Id == asked.Text("id"))?.Name ?? asked.Text("name") ?? "";
            await change.RunAsync(id, name, asked["value"]?.DeepClone(), current.Actor, cancellation);
        }

        return ApiJson.Ok(InstanceShape.Variables(await reads.OneAsync(id, cancellation), definition));
    }

    private static async Task<IResult> CompleteAsync(string taskId, HttpRequest request, AnswerBookmark answer, CurrentActor current, CancellationToken cancellation)
    {
        var body = await ApiJson.BodyAsync(request, cancellation);
        await answer.RunTaskAsync(taskId, new Answer(Value: body["result"]?.DeepClone()), current.Actor, cancellation);
        return TypedResults.Ok();
    }

    private static async Task<IResult> TriggerAsync(string eventName, HttpRequest request, SendEvent trigger, CurrentActor current, CancellationToken cancellation)
    {
        var body = await ApiJson.BodyAsync(request, cancellation);
        await trigger.RunAsync(eventName, body.Text("correlationId"), body["input"], current.Actor, cancellation);
        return TypedResults.Ok();
    }
}
