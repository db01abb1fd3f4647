using Asmex.Workflows.Formats;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.People;

/// <summary>Finds who is away today and who acts for whom.</summary>
public sealed class Absences(WorkflowsDbContext db, TimeProvider clock)
{
    /// <summary>The person as they may act now: for themselves, and for the absent who named them. What somebody may do for another is not passed on.</summary>
    public async Task<Actor> ActorAsync(Person person, CancellationToken cancellation)
    {
        var today = Zone.Today(clock);
        var absent = await db.Users.AsNoTracking()
            .Where(p => p.SuspendedAt == null && db.Set<Absence>().Any(a => a.PersonId == p.Id && a.DeputyId == person.Id && a.From <= today && a.Until >= today))
            .OrderBy(p => p.Name).ToListAsync(cancellation);
        return Actor.Of(person, today) with { Principals = [.. absent.Select(p => Principal.Of(p, today))] };
    }

    /// <summary>Who stands in today for which of these people, by name.</summary>
    public async Task<IReadOnlyList<(Person Deputy, string For)>> StandInsAsync(IReadOnlyCollection<Guid> absent, CancellationToken cancellation)
    {
        var today = Zone.Today(clock);
        var away = await db.Set<Absence>().Where(a => absent.Contains(a.PersonId) && a.DeputyId != null && a.From <= today && a.Until >= today)
            .Join(db.Users, a => a.PersonId, p => p.Id, (a, p) => new { DeputyId = a.DeputyId!.Value, p.Name }).ToListAsync(cancellation);
        var ids = away.ConvertAll(a => a.DeputyId);
        var deputies = ids.Count == 0 ? [] : await db.Users.AsNoTracking().Where(p => p.SuspendedAt == null && ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellation);
        return [.. away.Where(a => deputies.ContainsKey(a.DeputyId)).OrderBy(a => a.Name).Select(a => (deputies[a.DeputyId], a.Name))];
    }

    /// <summary>The people who are away on a day, each with the one who stands in, if any.</summary>
    public async Task<IReadOnlyList<(Guid PersonId, Guid? DeputyId)>> OnAsync(DateOnly day, CancellationToken cancellation) =>
        [.. (await db.Set<Absence>().AsNoTracking().Where(a => a.From <= day && a.Until >= day).ToListAsync(cancellation)).GroupBy(a => a.PersonId)
            .Select(same => (same.Key, same.Select(a => a.DeputyId).FirstOrDefault(deputy => deputy is not null)))];
}
