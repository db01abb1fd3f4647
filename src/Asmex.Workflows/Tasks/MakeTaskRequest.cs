namespace Asmex.Workflows.Tasks;

/// <summary>What somebody asks for by hand.</summary>
/// <param name="Region">Where it belongs; that of the action, where there is one.</param>
/// <param name="To">Who does it: a person, or whoever of a role takes it.</param>
/// <param name="Due">Its day, or in how many working days; one of both.</param>
public sealed record MakeTaskRequest(string Region, string? Title, TaskTo To, TaskDay Due)
{
    public string? Instructions { get; init; }

    /// <summary>The action it is part of; none when absent.</summary>
    public Guid? ActionId { get; init; }
    public TaskPriority Priority { get; init; } = TaskPriority.Normal;

    /// <summary>What must be attached before it is completed, in words; nothing when absent.</summary>
    public string? Evidence { get; init; }

    /// <summary>Points to tick, in their order.</summary>
    public IReadOnlyList<string> Checklist { get; init; } = [];
}

/// <summary>A person, a role, or a person in a role.</summary>
public readonly record struct TaskTo(Guid? PersonId = null, string? Role = null);

/// <summary>A day, or working days from today.</summary>
public readonly record struct TaskDay(DateOnly? On = null, int? WorkingDays = null);
