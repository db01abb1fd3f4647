using System.Text.Json;
using System.Text.Json.Nodes;
using Asmex.Workflows.Running;
using Asmex.Workflows.Running.Lifecycle;
using Asmex.Workflows.Texts;
using Asmex.Workflows.Web.Setup;

namespace Asmex.Workflows.Web.Api;

/// <summary>Definitions as a designer changes them.</summary>
internal static class DefinitionWrites
{
    public static void MapDefinitionWrites(this RouteGroupBuilder api)
    {
        var writers = api.MapGroup("").WithMetadata(new ForRolesAttribute(People.Roles.Coordinator, People.Roles.Administrator));
        writers.MapPost("/workflow-definitions", SaveAsync);
        writers.MapPost("/workflow-definitions/{definitionId}/publish", PublishAsync);
        writers.MapPost("/workflow-definitions/{definitionId}/retract", RetractAsync);
        writers.MapMethods("/workflow-definitions/import", ["POST", "PUT"], ImportAsync);
        writers.MapPost("/workflow-definitions/import-files", ImportFilesAsync).DisableAntiforgery();
        writers.MapDelete("/workflow-definitions/{definitionId}", DeleteAsync);
        writers.MapPost("/bulk-actions/delete/workflow-definitions/by-definition-id", DeleteManyAsync);
        writers.MapPost("/bulk-actions/publish/workflow-definitions/by-definition-ids", PublishManyAsync);
        writers.MapPost("/bulk-actions/retract/workflow-definitions/by-definition-ids", RetractManyAsync);
    }

    private static async Task<IResult> SaveAsync(HttpContext context, SaveDrawing save, DefinitionVersionsRead versions, CurrentActor current, CancellationToken cancellation)
    {
        var body = await ApiJson.BodyAsync(context.Request, cancellation);
        var model = body["model"] as JsonObject ?? throw new RuleBrokenException("Running.NoDefinition");
        var basedOn = DefinitionShape.TakeBase(model);
        var before = model.Text("definitionId") is { } id ? (await versions.ListAsync("Latest", id, cancellation)).FirstOrDefault().Stored : null;
        var stored = await save.RunAsync(new Drawn(model, body.Flag("publish") ?? false, basedOn, StudioTokens.WindowOf(context.User)), current.Actor, cancellation);
        var (now, newest) = await versions.ByIdAsync(stored.Id, cancellation);
        return ApiJson.Ok(new
        {
            workflowDefinition = DefinitionShape.Whole(now, newest, current.Actor),
            alreadyPublished = now.State == DefinitionState.Published && before?.State == DefinitionState.Published && before.Version == now.Version,
            consumingWorkflowCount = 0,
        });
    }

    private static async Task<IResult> PublishAsync(string definitionId, PublishDefinition publish, DefinitionVersionsRead versions, CurrentActor current, CancellationToken cancellation)
    {
        var (before, _) = await versions.OneAsync(definitionId, null, cancellation);
        var stored = await publish.RunAsync(definitionId, current.Actor, cancellation);
        return ApiJson.Ok(new { workflowDefinition = DefinitionShape.Whole(stored, stored.Version, current.Actor), alreadyPublished = before.State == DefinitionState.Published, consumingWorkflowCount = 0 });
    }

    private static async Task<IResult> RetractAsync(string definitionId, RetractDefinition retract, DefinitionVersionsRead versions, CurrentActor current, CancellationToken cancellation)
    {
        var stored = await retract.RunAsync(definitionId, current.Actor, cancellation);
        var (_, newest) = await versions.ByIdAsync(stored.Id, cancellation);
        return ApiJson.Ok(DefinitionShape.Whole(stored, newest, current.Actor));
    }

    private static async Task<IResult> ImportAsync(HttpRequest request, SaveDrawing save, DefinitionVersionsRead versions, CurrentActor current, CancellationToken cancellation)
    {
        var stored = await TakeInAsync(await ApiJson.BodyAsync(request, cancellation), save, current, cancellation);
        var (_, newest) = await versions.ByIdAsync(stored.Id, cancellation);
        return ApiJson.Ok(DefinitionShape.Whole(stored, newest, current.Actor));
    }

    private static async Task<IResult> ImportFilesAsync(IFormFileCollection files, SaveDrawing save, CurrentActor current, CancellationToken cancellation)
    {
        foreach (var file in files)
        {
            await using var content = file.OpenReadStream();
            var json = await JsonNode.ParseAsync(content, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }, cancellationToken: cancellation);
            await TakeInAsync(json as JsonObject ?? throw new RuleBrokenException("Running.NoDefinition"), save, current, cancellation);
        }

        return ApiJson.Ok(new { count = files.Count });
    }

    // Its draft is like one that was drawn.
    private static Task<StoredDefinition> TakeInAsync(JsonObject definition, SaveDrawing save, CurrentActor current, CancellationToken cancellation)
    {
        DefinitionShape.TakeBase(definition);
        return save.RunAsync(new Drawn(definition, false, null, null) { IsWhole = true }, current.Actor, cancellation);
    }

    private static async Task<IResult> DeleteAsync(string definitionId, DeleteDefinition delete, CurrentActor current, CancellationToken cancellation)
    {
        await delete.RunAsync(definitionId, current.Actor, cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> DeleteManyAsync(HttpRequest request, DeleteDefinition delete, CurrentActor current, CancellationToken cancellation)
    {
        var (done, _) = await EachAsync(request, async id => await delete.RunAsync(id, current.Actor, cancellation), cancellation);
        return ApiJson.Ok(new { deleted = done.Count });
    }

    private static async Task<IResult> PublishManyAsync(HttpRequest request, PublishDefinition publish, CurrentActor current, CancellationToken cancellation)
    {
        var (done, missing) = await EachAsync(request, async id => await publish.RunAsync(id, current.Actor, cancellation), cancellation);
        return ApiJson.Ok(new { published = done, alreadyPublished = Array.Empty<string>(), notFound = missing, skipped = Array.Empty<string>(), updatedConsumers = Array.Empty<string>() });
    }

    private static async Task<IResult> RetractManyAsync(HttpRequest request, RetractDefinition retract, CurrentActor current, CancellationToken cancellation)
    {
        var (done, missing) = await EachAsync(request, async id => await retract.RunAsync(id, current.Actor, cancellation), cancellation);
        return ApiJson.Ok(new { retracted = done, alreadyRetracted = Array.Empty<string>(), notFound = missing, skipped = Array.Empty<string>() });
    }

    /// <summary>One after the other: the first that is refused ends it, with its reason.</summary>
    private static async Task<(List<string> Done, List<string> Missing)> EachAsync(HttpRequest request, Func<string, Task> act, CancellationToken cancellation)
    {
        var (done, missing) = (new List<string>(), new List<string>());
        foreach (var id in (await ApiJson.BodyAsync(request, cancellation)).Texts("definitionIds"))
        {
            try
            {
                await act(id);
                done.Add(id);
            }
            catch (NothingThereException)
            {
                missing.Add(id);
            }
        }

        return (done, missing);
    }
}
