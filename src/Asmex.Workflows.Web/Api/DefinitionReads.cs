using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Asmex.Workflows.Running.Lifecycle;
using Asmex.Workflows.Web.Setup;

namespace Asmex.Workflows.Web.Api;

/// <summary>Definitions as a designer reads them.</summary>
internal static class DefinitionReads
{
    private const string Schema = "https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json";
    private const int MostPerPage = 100;
    private static readonly JsonSerializerOptions _file = new(ApiJson.Options) { WriteIndented = true };

    public static void MapDefinitionReads(this RouteGroupBuilder api)
    {
        var definitions = api.MapGroup("/workflow-definitions").WithMetadata(new ForRolesAttribute(People.Roles.Coordinator, People.Roles.Administrator, People.Roles.Auditor));
        definitions.MapGet("", ListAsync);
        definitions.MapGet("/by-definition-id/{definitionId}", ByDefinitionIdAsync);
        definitions.MapGet("/by-id/{id}", ByIdAsync);
        definitions.MapGet("/many-by-id", ManyAsync);
        definitions.MapGet("/{definitionId}/versions", VersionsAsync);
        definitions.MapGet("/query/count", CountAsync);
        definitions.MapGet("/validation/is-name-unique", IsNameUniqueAsync);
        definitions.MapGet("/{definitionId}/export", ExportAsync);
        definitions.MapGet("/subgraph/{id}", SubgraphAsync);
        definitions.MapGet("/subgraph/segments/{id}", SegmentsAsync);
        definitions.MapPost("/subgraph/segments/{id}", SegmentsAsync);
    }

    private static async Task<IResult> ListAsync([AsParameters] DefinitionQuery query, DefinitionVersionsRead versions, CurrentActor current, CancellationToken cancellation)
    {
        var found = (await versions.ListAsync(query.VersionOptions, null, cancellation))
            .Select(v => (v.Stored, v.Newest, Source: DefinitionShape.Source(v.Stored))).Where(v => query.Fits(v.Stored, v.Source)).ToList();
        var page = query.Ordered(found, v => v.Stored, v => v.Source).Skip(query.Skip).Take(Math.Clamp(query.PageSize ?? MostPerPage, 1, MostPerPage));
        return ApiJson.Ok(new { items = page.Select(v => DefinitionShape.Summary(v.Stored, v.Newest, current.Actor)), totalCount = found.Count, links = DefinitionLinks.OfAll(current.Actor) });
    }

    private static async Task<IResult> ByDefinitionIdAsync(string definitionId, string? versionOptions, DefinitionVersionsRead versions, CurrentActor current, CancellationToken cancellation)
    {
        var (stored, newest) = await versions.OneAsync(definitionId, versionOptions, cancellation);
        return ApiJson.Ok(DefinitionShape.Whole(stored, newest, current.Actor));
    }

    private static async Task<IResult> ByIdAsync(string id, DefinitionVersionsRead versions, CurrentActor current, CancellationToken cancellation)
    {
        var (stored, newest) = await versions.ByIdAsync(id, cancellation);
        return ApiJson.Ok(DefinitionShape.Whole(stored, newest, current.Actor));
    }

    private static async Task<IResult> ManyAsync(string[] ids, DefinitionVersionsRead versions, CurrentActor current, CancellationToken cancellation)
    {
        var all = await versions.ListAsync(null, null, cancellation);
        return ApiJson.Ok(new { items = all.Where(v => ids.Contains(v.Stored.Id)).Select(v => DefinitionShape.Whole(v.Stored, v.Newest, current.Actor)) });
    }

    private static async Task<IResult> VersionsAsync(string definitionId, DefinitionVersionsRead versions, CancellationToken cancellation)
    {
        var all = await versions.ListAsync(null, definitionId, cancellation);
        return all.Count == 0 ? TypedResults.NotFound() : ApiJson.Ok(all.Select(v => DefinitionShape.Version(v.Stored, v.Newest)));
    }

    private static async Task<IResult> CountAsync(DefinitionVersionsRead versions, CancellationToken cancellation) =>
        ApiJson.Ok(new { count = (await versions.ListAsync("Latest", null, cancellation)).Count });

    private static async Task<IResult> IsNameUniqueAsync(string name, string? definitionId, DefinitionVersionsRead versions, CancellationToken cancellation) =>
        ApiJson.Ok(new { isUnique = (await versions.ListAsync("Latest", null, cancellation)).All(v => v.Stored.DefinitionId == definitionId || DefinitionShape.Source(v.Stored).Text("name") != name) });

    private static async Task<IResult> ExportAsync(string definitionId, string? versionOptions, DefinitionVersionsRead versions, ExportDefinition export, CurrentActor current, CancellationToken cancellation)
    {
        var (chosen, newest) = await versions.OneAsync(definitionId, versionOptions, cancellation);
        var shape = DefinitionShape.Exported(await export.RunAsync(definitionId, chosen.Version, current.Actor, cancellation), newest);
        if (!shape.ContainsKey("$schema"))
        {
            shape.Insert(0, "$schema", Schema);
        }

        return TypedResults.File(Encoding.UTF8.GetBytes(shape.ToJsonString(_file)), "application/json", $"workflow-definition-{definitionId}.json");
    }

    private static async Task<IResult> SubgraphAsync(string id, string? parentNodeId, DefinitionVersionsRead versions, CancellationToken cancellation)
    {
        var graph = await GraphAsync(id, versions, cancellation);
        return graph.Find(parentNodeId ?? graph.NodeId) is { } node ? ApiJson.Ok(node.Shape()) : TypedResults.NotFound();
    }

    private static async Task<IResult> SegmentsAsync(string id, string? childNodeId, DefinitionVersionsRead versions, CancellationToken cancellation)
    {
        var graph = await GraphAsync(id, versions, cancellation);
        if (graph.Find(childNodeId ?? graph.NodeId) is not { } node)
        {
            return TypedResults.NotFound();
        }

        return ApiJson.Ok(new { childNode = node.Shape(), container = (node.Parent ?? node).Shape(), pathSegments = node.Path().Select(p => p.Segment()) });
    }

    private static async Task<GraphNode> GraphAsync(string id, DefinitionVersionsRead versions, CancellationToken cancellation)
    {
        var (stored, _) = await versions.ByIdAsync(id, cancellation);
        return GraphNode.Of(DefinitionShape.Source(stored)["root"] as JsonObject ?? throw new KeyNotFoundException(id));
    }
}
