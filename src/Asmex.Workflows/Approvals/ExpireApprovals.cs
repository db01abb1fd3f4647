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
public sealed class ExpireApprovals(Sweep sweep, TimeProvider clock)
{
    /// <returns>How many expired.</returns>
    public Task<int> RunAsync(CancellationToken cancellation) =>
        sweep.RunAsync(services => OverdueAsync(services, cancellation), (services, id) => ExpireAsync(services, id, cancellation));

    private async Task<List<Guid>> OverdueAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var (now, today) = (clock.GetUtcNow(), Zone.Today(clock));

        // It writes to people: like reminders, in office hours.
        var working = (await services.GetRequiredService<Calendar>().CurrentAsync(cancellation)).RegionsAtWork(now);
        return await services.GetRequiredService<WorkflowsDbContext>().Set<Approval>()
            .Where(a => a.Status == ApprovalStatus.Pending && working.Contains(a.Region) && a.Kind == ApprovalKind.Budget && a.DueOn < today).OrderBy(a => a.DueOn).Select(a => a.Id).ToListAsync(cancellation);
    }

    private async Task<int> ExpireAsync(IServiceProvider services, Guid id, CancellationToken cancellation)
    {
        var db = services.GetRequiredService<WorkflowsDbContext>();
        try
        {
            await using var transaction = await db.BeginWriteAsync(cancellation);
            var approval = await db.Set<Approval>().SingleAsync(a => a.Id == id, cancellation);
            if (!approval.IsPending)
            {
                return 0;
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
            return 1;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Someone decided at the last moment, or another node was quicker: their word stands.
            return 0;
        }
    }
}
