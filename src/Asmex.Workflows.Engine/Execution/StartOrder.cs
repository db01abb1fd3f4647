using System.Text.Json.Nodes;

namespace Asmex.Workflows.Engine.Execution;

/// <summary>What an instance starts with.</summary>
/// <param name="InstanceId">The id of the new instance; every id of a burst derives from it.</param>
/// <param name="Input">Values for the definition's inputs, by name.</param>
/// <param name="Now">The time of the burst.</param>
/// <param name="CorrelationId">What ties the instance to the outside; may be absent.</param>
public sealed record StartOrder(string InstanceId, JsonObject Input, DateTimeOffset Now, string? CorrelationId = null);
