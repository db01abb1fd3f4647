using Asmex.Workflows.People;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Tasks;

/// <summary>What somebody said about a task, and whom they called to it. Never changed.</summary>
public sealed class TaskComment
{
    public const int Longest = 4_000;

    private TaskComment()
    {
    }

    public TaskComment(Guid taskId, string? text, IReadOnlyList<Guid> mentioned, Actor actor, DateTimeOffset at)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new RuleBrokenException("Comments.Empty");
        }

        if (text.Trim().Length > Longest)
        {
            throw new RuleBrokenException("Comments.TooLong", Longest);
        }

        (TaskId, Text, Mentioned, AuthorId, AuthorName, At) = (taskId, text.Trim(), mentioned, actor.PersonId, actor.Name, at);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid TaskId { get; private init; }
    public string Text { get; private init; } = "";

    /// <summary>Those who were told of it.</summary>
    public IReadOnlyList<Guid> Mentioned { get; private init; } = [];
    public Guid? AuthorId { get; private init; }
    public string AuthorName { get; private init; } = "";
    public DateTimeOffset At { get; private init; }
}
