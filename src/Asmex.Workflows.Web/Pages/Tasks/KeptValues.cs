using System.Text.Json.Nodes;
using Asmex.Workflows.Tasks;

namespace Asmex.Workflows.Web.Pages.Tasks;

/// <summary>What a draft or an answer holds, by field.</summary>
internal static class KeptValues
{
    public static JsonObject Of(string? json) => string.IsNullOrEmpty(json) ? [] : JsonNode.Parse(json)!.AsObject();

    public static Func<string, IReadOnlyList<string>> Typed(string? json)
    {
        var values = Of(json);
        return name => TaskForm.Typed(values, name);
    }
}
