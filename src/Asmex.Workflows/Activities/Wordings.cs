using System.Text.Json;
using System.Text.Json.Nodes;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Activities;

/// <summary>Reads a text that a definition gives in one language or in three.</summary>
internal static class Wordings
{
    public static Wording Of(JsonNode? node) => node switch
    {
        JsonObject three => three.Deserialize<Wording>(JsonSerializerOptions.Web)!,
        null => new Wording(""),
        _ => new Wording(node.ToString()),
    };
}
