using Asmex.Workflows.People;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Meetings;

/// <summary>Something to speak of at a meeting.</summary>
public sealed class AgendaPoint
{
    public const int Longest = 500;

    private AgendaPoint()
    {
    }

    /// <param name="by">Who put it there; absent for what stands on every agenda.</param>
    public AgendaPoint(Guid meetingId, int number, string? text, Actor? by)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Trim().Length > Longest)
        {
            throw new RuleBrokenException("Meetings.PointNeeded", Longest);
        }

        (MeetingId, Number, Text, ById, By) = (meetingId, number, text.Trim(), by?.PersonId, by?.Name);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid MeetingId { get; private init; }
    public int Number { get; private init; }
    public string Text { get; private init; } = "";
    public Guid? ById { get; private init; }
    public string? By { get; private init; }
}
