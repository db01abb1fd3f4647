using Asmex.Workflows.Audit;
using Asmex.Workflows.Letters;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Approvals;

/// <summary>Answers what a decider asked; the requester does, or who books expenses for the region.</summary>
public sealed class AnswerQuestion(WorkflowsDbContext db, Notices notices, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">No answer, or answered already.</exception>
    public async Task RunAsync(Guid questionId, string? answer, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await db.HoldAsync<ApprovalQuestion>(questionId, cancellation);
        var question = await db.Set<ApprovalQuestion>().SingleOrDefaultAsync(q => q.Id == questionId, cancellation);
        var approval = question is null ? null : await db.Set<Approval>().AsNoTracking().SingleAsync(a => a.Id == question.ApprovalId, cancellation);
        if (approval is null || !MayAnswer(actor, approval))
        {
            throw new NothingThereException("question");
        }

        question!.AnswerBy(actor, answer, clock.GetUtcNow());
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.Answered", approval.About(), approval.Subject, question.Answer!));
        await notices.QuestionAnsweredAsync(approval, question, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    public static bool MayAnswer(Actor actor, Approval approval) =>
        actor.PersonId is { } id && (id == approval.RequesterId || actor.Is(Roles.Delegate, approval.Region) || actor.Is(Roles.Officer, approval.Region));
}
