using System.Text.Json.Nodes;

namespace Asmex.Workflows.Web.Pages.Drawings;

/// <summary>A connection of a definition, as its designer drew it.</summary>
internal sealed record Way(string From, string Port, string To, IReadOnlyList<Spot> Vertices)
{
    public static Way Of(JsonObject connection) => new(
        (string?)connection["source"]?["activity"] ?? "",
        (string?)connection["source"]?["port"] ?? "Done",
        (string?)connection["target"]?["activity"] ?? "",
        connection["vertices"] is JsonArray vertices ? [.. vertices.OfType<JsonObject>().Select(v => new Spot((double)v["x"]!, (double)v["y"]!))] : []);
}
