using System.Text.Json.Nodes;
using Asmex.Workflows.People;
using Asmex.Workflows.Running;

namespace Asmex.Workflows.Web.Api;

/// <summary>A stored version as an Elsa server gives it: what was read, member for member, under the id, version and state it has here.</summary>
internal static class DefinitionShape
{
    /// <summary>Where a designer carries with it which content it was given: a member that it hands back as it is.</summary>
    public const string Base = "AsmexBase";

    private const string ToolVersion = "3.8.0.0";

    /// <param name="newest">The newest version of the same definition.</param>
    public static JsonObject Whole(StoredDefinition stored, int newest, Actor actor)
    {
        var shape = Exported(stored, newest);
        (shape["customProperties"] as JsonObject)?[Base] = stored.Hash;
        if (shape["root"] is JsonObject root)
        {
            GraphNode.Of(root);
        }

        shape.Insert(0, "links", DefinitionLinks.Of(stored, actor));
        return shape;
    }

    /// <summary>The same as a file: without what is only for a designer.</summary>
    public static JsonObject Exported(StoredDefinition stored, int newest)
    {
        var shape = Source(stored);
        shape["id"] = stored.Id;
        shape["definitionId"] = stored.DefinitionId;
        shape["version"] = stored.Version;
        shape["createdAt"] = stored.CreatedAt;
        shape["isLatest"] = stored.Version == newest;
        shape["isPublished"] = stored.State == DefinitionState.Published;
        shape["toolVersion"] ??= ToolVersion;
        foreach (var list in new[] { "variables", "inputs", "outputs", "outcomes" })
        {
            shape[list] ??= new JsonArray();
        }

        shape["customProperties"] ??= new JsonObject();
        shape["options"] ??= new JsonObject();
        shape["isReadonly"] ??= false;
        shape["isSystem"] ??= false;
        return shape;
    }

    public static object Summary(StoredDefinition stored, int newest, Actor actor)
    {
        var source = Source(stored);
        return new
        {
            links = DefinitionLinks.Of(stored, actor),
            isMaterializerAvailable = true,
            id = stored.Id,
            definitionId = stored.DefinitionId,
            name = source.Text("name"),
            description = source.Text("description"),
            version = stored.Version,
            toolVersion = source.Text("toolVersion") ?? ToolVersion,
            isLatest = stored.Version == newest,
            isPublished = stored.State == DefinitionState.Published,
            materializerName = "Json",
            createdAt = stored.CreatedAt,
            isReadonly = source.Flag("isReadonly") ?? false,
        };
    }

    /// <summary>A line of the list of versions: the whole, its root as text.</summary>
    public static JsonObject Version(StoredDefinition stored, int newest)
    {
        var shape = Exported(stored, newest);
        shape["materializerName"] = "Json";
        shape["stringData"] = shape["root"]?.ToJsonString() ?? "{}";
        shape.Remove("root");
        return shape;
    }

    public static JsonObject Source(StoredDefinition stored) => JsonNode.Parse(stored.Source, documentOptions: StoredDefinition.Lenient)!.AsObject();

    /// <summary>Takes out what <see cref="Whole"/> put in; says which content was edited.</summary>
    public static string? TakeBase(JsonObject model)
    {
        var custom = model["customProperties"] as JsonObject;
        var found = custom.Text(Base);
        custom?.Remove(Base);
        return found;
    }
}
