using Asmex.Workflows.Approvals;
using Asmex.Workflows.Budgets;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Web.Pages.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Web.Pages.Approvals;

/// <summary>Reads what must be known to decide on a request.</summary>
public sealed class ApprovalSheets(WorkflowsDbContext db, WorkNames names, TaskSheets sheets, ActionTypes types, TimeProvider clock)
{
    public async Task<ApprovalSheet> OfAsync(Approval request, CancellationToken cancellation)
    {
        var rounds = request.Round == 0 ? [] : await RoundsAsync(request, cancellation);
        return new ApprovalSheet(
            request,
            await names.OneAsync(request.PlanId, request.ActionId, cancellation),
            await ReviewedAsync(request.TaskId, cancellation),
            await ReviewedAsync(rounds.LastOrDefault()?.TaskId, cancellation),
            rounds,
            await MoneyAsync(request, cancellation),
            await ProgressAsync(request, cancellation));
    }

    // A supplement belongs to its commitment, all else to its step; an earlier one that was granted had rounds of its own.
    private async Task<List<Approval>> RoundsAsync(Approval request, CancellationToken cancellation)
    {
        var same = request.CommitmentId is { } commitment
            ? db.Set<Approval>().Where(a => a.CommitmentId == commitment)
            : db.Set<Approval>().Where(a => a.InstanceId == request.InstanceId && a.ActivityId == request.ActivityId);
        var newest = await same.AsNoTracking().Where(a => a.Round < request.Round && a.OpenedAt <= request.OpenedAt && a.Id != request.Id).OrderByDescending(a => a.OpenedAt).ThenByDescending(a => a.Id).Take(request.Round).ToListAsync(cancellation);
        return [.. newest.OrderBy(a => a.Round)];
    }

    private async Task<ReviewedTask?> ReviewedAsync(Guid? taskId, CancellationToken cancellation)
    {
        var task = await db.Set<PlanTask>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == taskId, cancellation);
        return task is null ? null : new ReviewedTask(task, await sheets.FilesAsync(task.Id, cancellation), await sheets.FirmsAsync(task, cancellation));
    }

    private async Task<ApprovalMoney?> MoneyAsync(Approval request, CancellationToken cancellation)
    {
        if (request.EnvelopeId is not { } id)
        {
            return null;
        }

        var others = await db.Set<Approval>().AsNoTracking().Where(a => a.EnvelopeId == id && a.Status == ApprovalStatus.Pending && a.Id != request.Id).OrderBy(a => a.OpenedAt).ToListAsync(cancellation);
        var onLine = await db.Set<LineTally>().Where(t => t.EnvelopeId == id && t.Line == (request.Line ?? "")).Select(t => t.Committed + t.Spent).ToListAsync(cancellation);
        var why = await db.Set<Movement>().Where(m => m.EnvelopeId == id && m.ApprovalId == request.Id && m.Kind == MovementKind.Reserve).Select(m => m.Reason).FirstOrDefaultAsync(cancellation);
        return new ApprovalMoney(await db.Set<Envelope>().AsNoTracking().SingleAsync(e => e.Id == id, cancellation), others, await LineAsync(request, cancellation), onLine.Sum(), why);
    }

    private async Task<BudgetLine?> LineAsync(Approval request, CancellationToken cancellation)
    {
        var type = await db.Set<PlanAction>().Where(a => a.Id == request.ActionId).Select(a => a.Type).SingleOrDefaultAsync(cancellation);
        return (await types.AllAsync(cancellation)).FirstOrDefault(t => t.DefinitionId == type)?.BudgetLines.FirstOrDefault(l => l.Key == request.Line);
    }

    private async Task<WorkProgress?> ProgressAsync(Approval request, CancellationToken cancellation)
    {
        if (request.ActionId is not { } action)
        {
            return null;
        }

        var today = Zone.Today(clock);
        var tasks = await db.Set<PlanTask>().Where(t => t.ActionId == action).Select(t => new { t.Status, t.DueOn }).ToListAsync(cancellation);
        return new WorkProgress(tasks.Count(t => t.Status == PlanTaskStatus.Done), tasks.Count(t => t.Status == PlanTaskStatus.Open), tasks.Count(t => t.Status == PlanTaskStatus.Open && t.DueOn < today));
    }
}
