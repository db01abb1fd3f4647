using System.Text.Json.Nodes;

namespace Asmex.Workflows.Running;

/// <summary>A new instance and what it belongs to.</summary>
public sealed record StartWorkflow(string DefinitionId, string InstanceId, JsonObject Input, string? CorrelationId = null,
    string? ParentBookmarkId = null, Guid? PlanId = null, Guid? ActionId = null, string? Region = null);
