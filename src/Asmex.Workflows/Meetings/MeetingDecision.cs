using Asmex.Workflows.People;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Meetings;

/// <summary>What a meeting decided, and the task that came of it. Never changed.</summary>
public sealed class MeetingDecision
{
    public const int Longest = 2_000;

    private MeetingDecision()
    {
    }

    public MeetingDecision(Guid meetingId, int number, string? text, Guid? taskId, Actor by, DateTimeOffset at)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Trim().Length > Longest)
        {
            throw new RuleBrokenException("Meetings.DecisionNeeded", Longest);
        }

        (MeetingId, Number, Text, TaskId, By, At) = (meetingId, number, text.Trim(), taskId, by.Name, at);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid MeetingId { get; private init; }
    public int Number { get; private init; }
    public string Text { get; private init; } = "";
    public Guid? TaskId { get; private init; }
    public string By { get; private init; } = "";
    public DateTimeOffset At { get; private init; }
}
