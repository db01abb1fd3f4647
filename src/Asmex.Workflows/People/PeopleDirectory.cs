using Asmex.Workflows.Formats;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.People;

/// <summary>Finds people by what they are today.</summary>
public sealed class PeopleDirectory(WorkflowsDbContext db, TimeProvider clock)
{
    /// <summary>Everyone who holds a role today, for the region or for all; those of the region itself first.</summary>
    public async Task<IReadOnlyList<Person>> HoldersAsync(string role, string? region, CancellationToken cancellation)
    {
        var today = Zone.Today(clock);
        var holders = await db.Users.AsNoTracking()
            .Where(p => p.SuspendedAt == null && p.Appointments.Any(a => a.Role == role && (a.Region == null || a.Region == region) && a.From <= today && (a.Until == null || a.Until >= today)))
            .OrderBy(p => p.Name).ToListAsync(cancellation);
        return [.. holders.OrderByDescending(p => p.Appointments.Any(a => a.Role == role && a.Region == region && a.HoldsOn(today)))];
    }

    /// <summary>Everyone who works for a region today: holds a role for it or for all, other than to administrate or to audit.</summary>
    public async Task<IReadOnlyList<Person>> WorkingForAsync(string region, CancellationToken cancellation)
    {
        var today = Zone.Today(clock);
        return await db.Users.AsNoTracking()
            .Where(p => p.SuspendedAt == null && p.Appointments.Any(a => a.Role != Roles.Administrator && a.Role != Roles.Auditor
                && (a.Region == null || a.Region == region) && a.From <= today && (a.Until == null || a.Until >= today)))
            .OrderBy(p => p.Name).ToListAsync(cancellation);
    }

    public Task<List<Person>> ByIdAsync(IEnumerable<Guid> ids, CancellationToken cancellation) =>
        db.Users.AsNoTracking().Where(p => ids.Contains(p.Id)).ToListAsync(cancellation);
}
