using System.Text.Json.Nodes;
using Asmex.Workflows.Audit;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.People;
using Asmex.Workflows.Reminders;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Approvals;

/// <summary>What the end of a request does: nobody is reminded of it any more, and the money reserved for it is freed or committed.</summary>
public sealed class SettleApproval(WorkflowsDbContext db, Ledger ledger)
{
    public async Task SettleAsync(Approval approval, Actor actor, CancellationToken cancellation)
    {
        await db.StopRemindersAsync(approval, cancellation);
        if (approval.EnvelopeId is not { } envelope || approval.Amount is not { } asked)
        {
            return;
        }

        var granted = approval.Status == ApprovalStatus.Approved ? approval.Granted!.Value : 0;
        if (granted < asked)
        {
            await ledger.UnreserveAsync(envelope, new Draw(approval.Id, approval.Line ?? "", asked - granted, approval.TaskId), actor, cancellation);
        }

        if (granted > 0)
        {
            var draw = new Draw(approval.Id, approval.Line ?? "", granted, approval.TaskId);
            await (approval.CommitmentId is { } commitment
                ? ledger.SupplementAsync(envelope, commitment, draw, actor, cancellation)
                : ledger.CommitAsync(envelope, draw, approval.Subject.Fr, actor, cancellation));
        }
    }

    /// <summary>Takes back a request that nobody has decided; a decided one stays as it is.</summary>
    public async Task WithdrawAsync(Guid approvalId, Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        // Who decides holds the request before its reminders: in the other order the two would wait for each other.
        await db.HoldAsync<Approval>(approvalId, cancellation);
        if (await db.Set<Approval>().SingleAsync(a => a.Id == approvalId, cancellation) is { IsPending: true } approval)
        {
            approval.Cancel(now);
            await SettleAsync(approval, actor, cancellation);
        }
    }

    /// <summary>What the workflow gets of a decision.</summary>
    internal static JsonObject Result(Approval approval) => new()
    {
        ["amount"] = approval.Granted,
        ["remarks"] = approval.Reason,
        ["by"] = approval.LastDecision?.PersonName,
    };
}

internal static class ApprovalSubject
{
    public static Subject About(this Approval approval) => new(approval.Region, approval.PlanId, approval.ActionId, approval.TaskId, InstanceId: approval.InstanceId);
}
