using Asmex.Workflows.Audit;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Engine.Execution;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.People;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Approvals;

/// <summary>Ends the money requests that nobody decided by the policy's deadline: nothing stays reserved, and the requester is told.</summary>
public sealed class ExpireApprovals(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <returns>How many expired.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var expired = 0;
        foreach (var id in await OverdueAsync(cancellation))
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<WorkflowsDbContext>();
            expired += await TryExpireAsync(db, scope.ServiceProvider, id, cancellation) ? 1 : 0;
        }

        return expired;
    }

    private async Task<List<Guid>> OverdueAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (now, today) = (clock.GetUtcNow(), Zone.Today(clock));

        // It writes to people: like reminders, in office hours.
        var working = (await scope.ServiceProvider.GetRequiredService<Calendar>().CurrentAsync(cancellation)).RegionsAtWork(now);
        return await scope.ServiceProvider.GetRequiredService<WorkflowsDbContext>().Set<Approval>()
            .Where(a => a.Status == ApprovalStatus.Pending && working.Contains(a.Region) && a.Kind == ApprovalKind.Budget && a.DueOn < today).OrderBy(a => a.DueOn).Select(a => a.Id).ToListAsync(cancellation);
    }

    private async Task<bool> TryExpireAsync(WorkflowsDbContext db, IServiceProvider services, Guid id, CancellationToken cancellation)
    {
        try
        {
            return await db.UntilCommittedAsync(() => ExpireAsync(services, id, cancellation));
        }
        catch (RuleBrokenException refusal) when (refusal.WaitsForRepair())
        {
            // It expires when an administrator has seen to its workflow; the others do not wait for that.
            return false;
        }
    }

    private async Task<bool> ExpireAsync(IServiceProvider services, Guid id, CancellationToken cancellation)
    {
        var db = services.GetRequiredService<WorkflowsDbContext>();
        try
        {
            await using var transaction = await db.BeginWriteAsync(cancellation);
            var approval = await db.Set<Approval>().SingleAsync(a => a.Id == id, cancellation);
            if (!approval.IsPending)
            {
                return false;
            }

            var now = clock.GetUtcNow();
            approval.Expire(now);
            db.Add(HistoryEntry.Of(Actor.House, now, "History.Expired", approval.About(), approval.Subject));
            await db.SaveChangesAsync(cancellation);
            await services.GetRequiredService<SettleApproval>().SettleAsync(approval, Actor.House, cancellation);
            await services.GetRequiredService<Notices>().ApprovalDecidedAsync(approval, cancellation);
            if (approval.ExecutionId is { } waiting)
            {
                await services.GetRequiredService<Bursts>().ResumeAsync(waiting, new Answer(nameof(ApprovalStatus.Expired), SettleApproval.Result(approval)), Actor.House, cancellation);
            }

            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Someone decided at the last moment, or another node was quicker: their word stands.
            return false;
        }
    }
}
