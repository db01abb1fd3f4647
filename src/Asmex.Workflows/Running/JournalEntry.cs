namespace Asmex.Workflows.Running;

/// <summary>One burst of an instance: who caused it, which bookmark it answered, and what it executed. Never changed.</summary>
public sealed class JournalEntry
{
    public required string InstanceId { get; init; }
    public int Number { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid? ActorId { get; init; }
    public string ActorName { get; init; } = "";

    /// <summary>The bookmark it answered; unique, so that none is answered twice. Absent for a start.</summary>
    public string? BookmarkId { get; init; }

    /// <summary>The activity executions of the burst, as a JSON list.</summary>
    public required string Executions { get; init; }
}
