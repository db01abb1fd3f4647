using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;

namespace Asmex.Workflows.Engine.Execution;

/// <summary>A live execution as a state keeps it.</summary>
internal sealed record ContextRecord(string NodeId, string ExecutionId, int Parent, ActivityStatus Status, DateTimeOffset StartedAt)
{
    public int Index { get; init; }
    public bool IsBreaking { get; init; }
    public bool CameBack { get; init; }
    public int BookmarkCount { get; init; }
    public int[]? ActivityVisits { get; init; }
    public int[]? ConnectionVisits { get; init; }
    public int[]? Postponed { get; init; }
    public IReadOnlyList<KeyValuePair<string, object?>> Variables { get; init; } = [];
    public JsonNode? Memory { get; init; }
}
