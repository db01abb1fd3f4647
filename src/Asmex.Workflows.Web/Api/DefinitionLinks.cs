using System.Text.Json.Nodes;
using Asmex.Workflows.People;
using Asmex.Workflows.Running;

namespace Asmex.Workflows.Web.Api;

/// <summary>What a person may do with a definition, as an Elsa server links it: without <c>publish</c> a designer only shows.</summary>
internal static class DefinitionLinks
{
    private const string Bulk = "/bulk-actions/";

    private static readonly (string Rel, string Method, string Path)[] _writes =
    [
        ("create", "POST", ""), ("publish", "POST", "/{0}/publish"), ("retract", "POST", "/{0}/retract"), ("delete", "DELETE", "/{0}"),
        ("bulk-publish", "POST", Bulk + "publish/workflow-definitions/by-definition-ids"), ("bulk-retract", "POST", Bulk + "retract/workflow-definitions/by-definition-ids"),
        ("bulk-delete", "POST", Bulk + "delete/workflow-definitions/by-definition-id"), ("import", "PUT", "/import"), ("execute", "POST", "/{0}/execute"), ("dispatch", "POST", "/{0}/dispatch"),
    ];

    public static JsonArray Of(StoredDefinition stored, Actor actor)
    {
        var links = new JsonArray(Link("self", "GET", $"/{stored.DefinitionId}"), Link("versions", "GET", $"/{stored.DefinitionId}/versions"), Link("export", "GET", $"/{stored.DefinitionId}/export"));
        AddWrites(links, stored.DefinitionId, actor, _ => true);
        return links;
    }

    /// <summary>Those of the list itself.</summary>
    public static JsonArray OfAll(Actor actor)
    {
        var links = new JsonArray(Link("self", "GET", ""));
        AddWrites(links, "", actor, path => !path.Contains('{', StringComparison.Ordinal));
        return links;
    }

    private static void AddWrites(JsonArray links, string definitionId, Actor actor, Predicate<string> fits)
    {
        foreach (var (rel, method, path) in _writes.Where(w => actor.WritesDefinitions() && fits(w.Path)))
        {
            links.Add((JsonNode)Link(rel, method, path.Replace("{0}", definitionId, StringComparison.Ordinal)));
        }
    }

    private static JsonObject Link(string rel, string method, string path) => new() { ["href"] = path.StartsWith(Bulk, StringComparison.Ordinal) ? path : $"/workflow-definitions{path}", ["rel"] = rel, ["method"] = method };
}
