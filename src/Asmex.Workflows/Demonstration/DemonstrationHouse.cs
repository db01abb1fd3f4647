using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Demonstration;

/// <summary>The house while its past is made: its verbs, its people, its clock, and dice that always fall alike.</summary>
internal sealed class DemonstrationHouse(IServiceScopeFactory scopes, DemonstrationClock clock, IReadOnlyList<Person> people)
{
    private const int Seed = 20350927;

    public DemonstrationClock Clock { get; } = clock;
    public Random Dice { get; } = new(Seed);
    public DemonstrationWords Words { get; } = DemonstrationWords.Load();
    public DateOnly Today => Zone.Today(Clock);

    /// <summary>Someone who holds a role for a region, and is none of the others.</summary>
    public Actor? Holder(string role, string region, params IEnumerable<Guid?> others) =>
        people.Where(p => !others.Contains(p.Id) && p.Appointments.Any(a => a.Role == role && (a.Region is null || a.Region == region)))
            .OrderByDescending(p => p.Appointments.Any(a => a.Region == region)).Select(p => Actor.Of(p, Today)).FirstOrDefault();

    public Actor Person(Guid id) => Actor.Of(people.Single(p => p.Id == id), Today);

    public async Task DoAsync<TVerb>(Func<TVerb, Task> run)
        where TVerb : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        await run(scope.ServiceProvider.GetRequiredService<TVerb>());
    }

    public async Task<TResult> DoAsync<TVerb, TResult>(Func<TVerb, Task<TResult>> run)
        where TVerb : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        return await run(scope.ServiceProvider.GetRequiredService<TVerb>());
    }

    public Task<T> ReadAsync<T>(Func<WorkflowsDbContext, Task<T>> read) => DoAsync(read);

    public T OneOf<T>(IReadOnlyList<T> list) => list[Dice.Next(list.Count)];

    public bool Chance(double share) => Dice.NextDouble() < share;

    public static Task<List<Person>> PeopleAsync(WorkflowsDbContext db, CancellationToken cancellation) =>
        db.Users.AsNoTracking().OrderBy(p => p.Email).ToListAsync(cancellation);
}
