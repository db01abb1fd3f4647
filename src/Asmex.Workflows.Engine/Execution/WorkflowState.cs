using System.Text.Json.Nodes;

namespace Asmex.Workflows.Engine.Execution;

public enum WorkflowStatus { Running, Finished }

public enum WorkflowSubStatus { Pending, Executing, Suspended, Finished, Cancelled, Faulted }

/// <summary>Where an instance stands. Immutable to callers; written and read as compact JSON that does not grow with the history.</summary>
public sealed class WorkflowState
{
    public required string InstanceId { get; init; }
    public required string DefinitionId { get; init; }
    public required int Version { get; init; }
    public string? CorrelationId { get; init; }
    public string? Name { get; init; }
    public WorkflowStatus Status { get; init; }
    public WorkflowSubStatus SubStatus { get; init; }
    public IReadOnlyList<Bookmark> Bookmarks { get; init; } = [];
    public JsonObject Output { get; init; } = [];

    public string ToJson() => throw new NotImplementedException();

    /// <exception cref="FormatException">The text is not a state; the message says where.</exception>
    public static WorkflowState FromJson(string json) => throw new NotImplementedException();
}
