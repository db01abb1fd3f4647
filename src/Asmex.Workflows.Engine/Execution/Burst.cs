using System.Text.Json.Nodes;
using Asmex.Workflows.Engine.Activities;

namespace Asmex.Workflows.Engine.Execution;

/// <summary>Everything one burst did: to be saved together or not at all.</summary>
/// <remarks>When an activity threw or a limit was passed, <see cref="IsRolledBack"/> is true: the state is the one before the burst,
/// nothing is added or burned, and <see cref="Incidents"/> holds the one reason. A deliberate <c>Elsa.Fault</c> keeps its burst.</remarks>
public sealed record Burst
{
    public required WorkflowState State { get; init; }
    public bool IsRolledBack { get; init; }
    public IReadOnlyList<Bookmark> Added { get; init; } = [];
    public IReadOnlyList<string> Burned { get; init; } = [];
    public IReadOnlyList<Effect> Effects { get; init; } = [];
    public IReadOnlyList<ActivityExecution> Executions { get; init; } = [];
    public IReadOnlyList<Incident> Incidents { get; init; } = [];

    /// <summary>What <c>Elsa.WriteLine</c> wrote, in order.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    /// <summary>Which call of an activity threw; absent where none did, and where a limit was passed: there no single call is at fault.</summary>
    internal int? FailedCall { get; init; }
}

/// <summary>One execution of one activity, as this burst left it.</summary>
/// <param name="Status">Elsa's: Pending, Running, Completed, Canceled, Faulted.</param>
public sealed record ActivityExecution(
    string Id, string? ParentId, string ActivityId, string NodeId, string Type, string? Name, string Status,
    DateTimeOffset StartedAt, DateTimeOffset? CompletedAt, IReadOnlyList<string> Outcomes);

/// <summary>What stopped an instance and waits for a person.</summary>
/// <param name="BookmarkId">The bookmark whose answer failed; absent at a start.</param>
public sealed record Incident(string ActivityId, string NodeId, string Type, string Message, string? BookmarkId, DateTimeOffset At, JsonNode? Detail = null);
