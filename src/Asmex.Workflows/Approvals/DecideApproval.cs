using Asmex.Workflows.Audit;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Letters;
using Asmex.Workflows.People;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Approvals;

/// <summary>One person's decision: money, the workflow's next steps and the letters follow in the same transaction.</summary>
public sealed class DecideApproval(WorkflowsDbContext db, Bursts bursts, SettleApproval settle, Notices notices, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">Decided meanwhile, changed since it was seen, the own request, or decided by this person before.</exception>
    public async Task RunAsync(DecideRequest request, Actor actor, CancellationToken cancellation)
    {
        try
        {
            await db.UntilCommittedAsync(() => DecideAsync(request, actor, cancellation));
        }
        catch (DbUpdateException problem) when (problem is DbUpdateConcurrencyException || problem.InnerException is System.Data.Common.DbException)
        {
            db.ChangeTracker.Clear();
            var now = await db.Set<Approval>().AsNoTracking().SingleAsync(a => a.Id == request.ApprovalId, cancellation);
            if (now.Version == request.SeenVersion)
            {
                throw;
            }

            throw Changed(now);
        }
    }

    private async Task DecideAsync(DecideRequest request, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await (request.Within?.Invoke() ?? Task.CompletedTask);
        var approval = await db.Set<Approval>().SingleOrDefaultAsync(a => a.Id == request.ApprovalId, cancellation);
        if (approval is null || !actor.Sees(approval.Region))
        {
            throw new NothingThereException("request");
        }

        if (request.SeenVersion is { } seen && seen != approval.Version)
        {
            throw Changed(approval);
        }

        var sight = await Sight.OfAsync(db, approval, cancellation);
        if (request.Seen is { } shown && !shown.IsStill(sight))
        {
            throw Changed(approval);
        }

        var now = clock.GetUtcNow();
        var open = approval.OpenLevels;
        actor = approval.SignatoryOf(actor) ?? actor;
        approval.Decide(request.Verdict, request.Reason, request.Granted, actor, now, (request.Seen ?? sight).Write());
        db.Add(HistoryEntry.Of(actor, now, "History." + request.Verdict, approval.About(), approval.Subject, approval.Reason ?? ""));
        if (approval.IsPending)
        {
            if (approval.OpenLevels.Except(open).Any())
            {
                await notices.ApprovalRequestedAsync(approval, cancellation);
            }
        }
        else
        {
            // Who decides second hears of the first decision, not of money that is no longer reserved.
            await db.SaveChangesAsync(cancellation);
            await settle.SettleAsync(approval, actor, cancellation);
            await notices.ApprovalDecidedAsync(approval, cancellation);
            if (approval.ExecutionId is { } waiting)
            {
                await bursts.ResumeAsync(waiting, new Answer(approval.Status.ToString(), SettleApproval.Result(approval)), actor, cancellation);
            }
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static RuleBrokenException Changed(Approval approval)
    {
        var last = approval.LastDecision;
        return approval.IsPending || last is null
            ? new RuleBrokenException("Approvals.Changed", approval.Subject)
            : new RuleBrokenException("Approvals.AlreadyDecided", approval.Subject, last.PersonName, approval.DecidedAt!.Value);
    }
}

/// <summary>What a manager posted for a request.</summary>
/// <param name="Granted">For money: less than was asked; absent for all of it.</param>
/// <param name="SeenVersion">The version the page showed.</param>
public sealed record DecideRequest(Guid ApprovalId, Verdict Verdict, string? Reason = null, decimal? Granted = null, int? SeenVersion = null)
{
    /// <summary>What the page showed; kept with the decision. Absent for callers without a page.</summary>
    public Sight? Seen { get; init; }

    /// <summary>What else is written in the transaction of the decision; when it throws, nothing is.</summary>
    internal Func<Task>? Within { get; init; }
}
