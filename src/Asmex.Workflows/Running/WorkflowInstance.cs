using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Running;

/// <summary>One run of a definition: where it stands, and what it belongs to. Written by <see cref="BurstWriter"/> only.</summary>
public sealed class WorkflowInstance
{
    public required string Id { get; init; }
    public required string DefinitionId { get; init; }

    /// <summary>The version it started with, and stays on until it is migrated on purpose.</summary>
    public required int Version { get; init; }
    public string? Name { get; init; }
    public string? CorrelationId { get; init; }
    public WorkflowStatus Status { get; init; }
    public WorkflowSubStatus SubStatus { get; init; }

    /// <summary>The bookmark of the parent that this instance's end answers.</summary>
    public string? ParentBookmarkId { get; init; }
    public Guid? PlanId { get; init; }
    public Guid? ActionId { get; init; }
    public string? Region { get; init; }

    /// <summary>The engine's state as JSON; what it was started with, for one whose first burst failed.</summary>
    public required string State { get; init; }

    /// <summary>Who holds it: as long as somebody does, no answer is taken and no timer fires.</summary>
    public string? HeldBy { get; init; }
    public DateTimeOffset? HeldAt { get; init; }

    /// <summary>How many bursts it had; the number of the last line of its journal.</summary>
    public int Bursts { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; init; }

    /// <exception cref="RuleBrokenException">What is stored of it cannot be read.</exception>
    public WorkflowState ReadState()
    {
        try
        {
            return WorkflowState.FromJson(State);
        }
        catch (FormatException)
        {
            throw new RuleBrokenException("Running.Unreadable", Name ?? DefinitionId, Id);
        }
    }

    /// <summary>The same instance after one more burst.</summary>
    internal WorkflowInstance After(WorkflowState state, DateTimeOffset now) => new()
    {
        Id = Id,
        DefinitionId = DefinitionId,
        Version = Version,
        Name = state.Name ?? Name,
        CorrelationId = state.CorrelationId,
        Status = state.Status,
        SubStatus = state.SubStatus,
        ParentBookmarkId = ParentBookmarkId,
        PlanId = PlanId,
        ActionId = ActionId,
        Region = Region,
        State = state.ToJson(),
        HeldBy = HeldBy,
        HeldAt = HeldAt,
        Bursts = Bursts + 1,
        CreatedAt = CreatedAt,
        UpdatedAt = now,
        FinishedAt = state.Status == WorkflowStatus.Finished ? now : null,
    };
}
