using System.Text.Json;
using System.Text.Json.Nodes;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Running.Operations;

/// <summary>What is to be started by hand.</summary>
/// <param name="Input">Values for the definition's inputs, by name.</param>
/// <param name="CorrelationId">What ties it to the outside; may be absent.</param>
/// <param name="Key">The same key starts the same definition once, as long as that instance is kept; may be absent.</param>
public sealed record StartRequest(string DefinitionId, JsonObject Input, string? CorrelationId = null, string? Key = null)
{
    /// <summary>What a person typed for the inputs; none for blanks.</summary>
    /// <exception cref="RuleBrokenException">It is no JSON object.</exception>
    public static JsonObject Inputs(string? text)
    {
        try
        {
            return string.IsNullOrWhiteSpace(text) ? [] : JsonNode.Parse(text) as JsonObject ?? throw NoObject();
        }
        catch (JsonException)
        {
            throw NoObject();
        }
    }

    private static RuleBrokenException NoObject() => new("Running.NoObject", """{ "region": "MA-09" }""");
}
