using Asmex.Workflows.People;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Approvals;

/// <summary>Something a decider wants to know before the decision, and the answer. The request stays open meanwhile.</summary>
public sealed class ApprovalQuestion
{
    private ApprovalQuestion()
    {
    }

    public ApprovalQuestion(Guid approvalId, string? text, Actor by, DateTimeOffset at)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new RuleBrokenException("Approvals.NoQuestion");
        }

        (ApprovalId, Text, AskedById, AskedBy, AskedAt) = (approvalId, text.Trim(), by.PersonId!.Value, by.Name, at);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid ApprovalId { get; private init; }
    public string Text { get; private init; } = "";
    public Guid AskedById { get; private init; }
    public string AskedBy { get; private init; } = "";
    public DateTimeOffset AskedAt { get; private init; }
    public string? Answer { get; private set; }
    public string? AnsweredBy { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }

    public void AnswerBy(Actor actor, string? answer, DateTimeOffset at)
    {
        if (Answer is not null)
        {
            throw new RuleBrokenException("Approvals.AnsweredAlready", AnsweredBy!, AnsweredAt!.Value);
        }

        if (string.IsNullOrWhiteSpace(answer))
        {
            throw new RuleBrokenException("Approvals.NoAnswer");
        }

        (Answer, AnsweredBy, AnsweredAt) = (answer.Trim(), actor.Name, at);
    }
}
