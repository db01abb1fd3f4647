using Asmex.Workflows.Audit;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.People;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Approvals;

/// <summary>Takes requests that wait too long to the role above, which may then decide too; those who were asked are reminded.</summary>
public sealed class EscalateApprovals(Sweep sweep, TimeProvider clock)
{
    /// <returns>How many went higher.</returns>
    public Task<int> RunAsync(CancellationToken cancellation) =>
        sweep.RunAsync(services => DueAsync(services, cancellation), (services, id) => EscalateAsync(services, id, cancellation));

    private async Task<List<Guid>> DueAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var (now, today) = (clock.GetUtcNow(), Zone.Today(clock));

        // It writes to people: like reminders, in office hours.
        var working = (await services.GetRequiredService<Calendar>().CurrentAsync(cancellation)).RegionsAtWork(now);
        return await services.GetRequiredService<WorkflowsDbContext>().Set<Approval>()
            .Where(a => a.Status == ApprovalStatus.Pending && working.Contains(a.Region) && a.EscalatedAt == null && a.EscalateOn <= today).OrderBy(a => a.EscalateOn).Select(a => a.Id).ToListAsync(cancellation);
    }

    private async Task<int> EscalateAsync(IServiceProvider services, Guid id, CancellationToken cancellation)
    {
        var db = services.GetRequiredService<WorkflowsDbContext>();
        try
        {
            await using var transaction = await db.BeginWriteAsync(cancellation);
            var approval = await db.Set<Approval>().SingleAsync(a => a.Id == id, cancellation);
            if (!approval.IsPending || approval.EscalatedAt is not null)
            {
                return 0;
            }

            approval.Escalate(clock.GetUtcNow());
            db.Add(HistoryEntry.Of(Actor.House, clock.GetUtcNow(), "History.Escalated", approval.About(), approval.Subject, Roles.NameOf(approval.EscalateTo!)));
            await services.GetRequiredService<Notices>().ApprovalEscalatedAsync(approval, cancellation);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return 1;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Someone decided at the same moment, or another node was quicker.
            return 0;
        }
    }
}
