namespace Asmex.Workflows.Tasks;

/// <summary>A letter about a task that is not written yet: to whom, on which day, and whether it went.</summary>
public sealed class TaskReminder
{
    private TaskReminder()
    {
    }

    public TaskReminder(Guid taskId, ReminderKind kind, DateTimeOffset at) => (TaskId, Kind, DueAt) = (taskId, kind, at);

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid TaskId { get; private init; }
    public ReminderKind Kind { get; private init; }
    public DateTimeOffset DueAt { get; private init; }
    public ReminderStatus Status { get; private set; }
}

/// <summary>Before the day, the day after it to the owner, later to the manager.</summary>
public enum ReminderKind { DueSoon, LateOwner, LateManager }

public enum ReminderStatus { Planned, Sent, Stopped }
