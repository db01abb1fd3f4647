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

    /// <summary>People and, for those away today, their deputies: whoever should read a letter to them.</summary>
    public async Task<IReadOnlyList<Person>> WithDeputiesAsync(IReadOnlyList<Person> people, CancellationToken cancellation)
    {
        var (today, ids) = (Zone.Today(clock), people.Select(p => p.Id).ToList());
        var deputies = await db.Users.AsNoTracking()
            .Where(p => p.SuspendedAt == null && !ids.Contains(p.Id) && db.Set<Absence>().Any(a => ids.Contains(a.PersonId) && a.DeputyId == p.Id && a.From <= today && a.Until >= today))
            .OrderBy(p => p.Name).ToListAsync(cancellation);
        return [.. people, .. deputies];
    }

    /// <summary>The people who are away on a day, each with the one who stands in, if any.</summary>
    public async Task<IReadOnlyList<(Guid PersonId, Guid? DeputyId)>> OnAsync(DateOnly day, CancellationToken cancellation) =>
        [.. (await db.Set<Absence>().AsNoTracking().Where(a => a.From <= day && a.Until >= day).ToListAsync(cancellation)).GroupBy(a => a.PersonId)
            .Select(same => (same.Key, same.Select(a => a.DeputyId).FirstOrDefault(deputy => deputy is not null)))];
}
