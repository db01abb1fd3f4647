using Asmex.Workflows.People;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Tasks;

/// <summary>One point of a task's checklist: of the definition, or added by hand.</summary>
public sealed class TaskCheck
{
    public const int Longest = 300;

    private TaskCheck()
    {
    }

    public TaskCheck(Guid taskId, int number, Wording label, bool required)
    {
        if (string.IsNullOrWhiteSpace(label.Fr) || label.Fr.Length > Longest)
        {
            throw new RuleBrokenException("Checks.Label", Longest);
        }

        (TaskId, Number, Label, Required) = (taskId, number, label, required);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid TaskId { get; private init; }
    public int Number { get; private init; }
    public Wording Label { get; private init; } = new("");

    /// <summary>True when the task cannot be completed before it is done.</summary>
    public bool Required { get; private init; }
    public string? DoneBy { get; private set; }
    public DateTimeOffset? DoneAt { get; private set; }

    public bool IsDone => DoneAt is not null;

    /// <summary>Ticks it or takes the tick off; who ticked it first stays.</summary>
    public void Tick(bool done, Actor actor, DateTimeOffset at) => (DoneBy, DoneAt) = (done, IsDone) switch
    {
        (false, _) => (null, null),
        (true, true) => (DoneBy, DoneAt),
        _ => (actor.Name, at),
    };
}

/// <summary>A point as a definition gives it.</summary>
public sealed record CheckItem(Wording Label, bool Required = false);
