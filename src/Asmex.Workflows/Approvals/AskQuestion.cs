using Asmex.Workflows.Audit;
using Asmex.Workflows.Letters;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Approvals;

/// <summary>Asks the requester something before deciding.</summary>
public sealed class AskQuestion(WorkflowsDbContext db, Notices notices, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">No question, or decided meanwhile.</exception>
    public async Task RunAsync(Guid approvalId, string? text, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var approval = await db.Set<Approval>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == approvalId, cancellation);
        if (approval is { IsPending: false } && actor.Sees(approval.Region))
        {
            throw new RuleBrokenException("Approvals.AlreadyDecided", approval.Subject, approval.LastDecision?.PersonName ?? "ASMEX", approval.DecidedAt!.Value);
        }

        if (approval is null || !approval.AwaitsDecisionOf(actor))
        {
            throw new NothingThereException("request");
        }

        var question = new ApprovalQuestion(approvalId, text, actor, clock.GetUtcNow());
        db.Add(question);
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.Asked", approval.About(), approval.Subject, question.Text));
        await notices.QuestionAskedAsync(approval, question, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
