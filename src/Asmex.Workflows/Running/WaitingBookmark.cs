namespace Asmex.Workflows.Running;

/// <summary>A bookmark as a row: what the outside and the clock find instances by.</summary>
public sealed class WaitingBookmark
{
    public required string Id { get; init; }
    public required string InstanceId { get; init; }
    public required string ActivityId { get; init; }
    public required string NodeId { get; init; }
    public required string Name { get; init; }
    public string? Stimulus { get; init; }
    public string? Payload { get; init; }

    /// <summary>When the clock answers it. Emptied when that failed: then the incident holds it.</summary>
    public DateTimeOffset? DueAt { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}
