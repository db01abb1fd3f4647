using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Regions;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Approvals;

/// <summary>Checks a policy with the people and absences of a day.</summary>
public sealed class PolicyChecks(WorkflowsDbContext db, Absences absences, TimeProvider clock)
{
    public Task<PolicyReport> OfAsync(ApprovalPolicy policy, CancellationToken cancellation) => OfAsync(policy, Zone.Today(clock), cancellation);

    public async Task<PolicyReport> OfAsync(ApprovalPolicy policy, DateOnly day, CancellationToken cancellation) =>
        PolicyReport.Of(policy, await StaffAsync(day, cancellation), [.. RegionCatalog.All.Select(r => r.Code)]);

    /// <summary>Everyone with an account as on that day.</summary>
    public async Task<Staff> StaffAsync(DateOnly day, CancellationToken cancellation)
    {
        var people = await db.Users.AsNoTracking().Where(p => p.SuspendedAt == null).OrderBy(p => p.Name).ToListAsync(cancellation);
        return new Staff(
            [.. people.Select(p => new Decider(p.Id, p.Name, [.. p.Appointments.Where(a => a.HoldsOn(day)).Select(a => new Holding(a.Role, a.Region))]))],
            [.. (await absences.OnAsync(day, cancellation)).Select(a => new Away(a.PersonId, a.DeputyId))]);
    }
}
