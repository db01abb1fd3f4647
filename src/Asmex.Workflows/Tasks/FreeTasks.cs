using Asmex.Workflows.Audit;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Letters;
using Asmex.Workflows.People;
using Asmex.Workflows.Running;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Tasks;

/// <summary>Takes open tasks from people whose role for them has ended or whose account is closed: whoever holds the role now finds them and hears of it.</summary>
public sealed class FreeTasks(Sweep sweep, TimeProvider clock)
{
    /// <returns>How many went to others.</returns>
    public Task<int> RunAsync(CancellationToken cancellation) =>
        sweep.RunAsync(services => LeftAsync(services, cancellation), (services, id) => FreeAsync(services, id, cancellation));

    internal async Task TryAsync(CancellationToken cancellation)
    {
        try
        {
            await RunAsync(cancellation);
        }
        catch (AggregateException)
        {
            // Whoever ended a role or closed an account has done so; what could not be handed on is done, or said, by the sweep.
        }
    }

    private async Task<List<Guid>> LeftAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var db = services.GetRequiredService<WorkflowsDbContext>();
        var today = Zone.Today(clock);

        // It writes to people: like reminders, in office hours.
        var working = (await services.GetRequiredService<Calendar>().CurrentAsync(cancellation)).RegionsAtWork(clock.GetUtcNow());
        var left = await db.Users.AsNoTracking().Where(p => p.SuspendedAt != null || p.Appointments.Any(a => a.Until < today)).ToDictionaryAsync(p => p.Id, cancellation);
        var ids = left.Keys.ToList();
        var tasks = await db.Set<PlanTask>().AsNoTracking()
            .Where(t => t.Status == PlanTaskStatus.Open && working.Contains(t.Region) && (ids.Contains(t.AssigneeId!.Value) || ids.Contains(t.EntrustedId!.Value)))
            .Select(t => new { t.Id, t.AssigneeId, t.EntrustedId, t.Role, t.Region }).ToListAsync(cancellation);
        return [.. tasks.Where(t => (Found(t.AssigneeId) is { } owner && !MayOwn(owner, t.Role, t.Region, today))
            || (Found(t.EntrustedId) is { } entrusted && !MayPrepare(entrusted, t.Region, today))).Select(t => t.Id)];

        Person? Found(Guid? id) => id is { } known ? left.GetValueOrDefault(known) : null;
    }

    private async Task<int> FreeAsync(IServiceProvider services, Guid id, CancellationToken cancellation)
    {
        var db = services.GetRequiredService<WorkflowsDbContext>();
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await db.HoldAsync<PlanTask>(id, cancellation);
        var task = await db.Set<PlanTask>().SingleAsync(t => t.Id == id, cancellation);
        var people = services.GetRequiredService<PeopleDirectory>();
        var (owner, entrusted) = (await PersonAsync(people, task.AssigneeId, cancellation), await PersonAsync(people, task.EntrustedId, cancellation));
        var today = Zone.Today(clock);
        var isLeft = task.IsOpen && owner is not null && !MayOwn(owner, task.Role, task.Region, today);
        var isReturned = !isLeft && task.IsOpen && entrusted is not null && !MayPrepare(entrusted, task.Region, today);
        if (isLeft)
        {
            await LeaveAsync(services, task, owner!, await people.HoldersAsync(task.AccountableRole, task.Region, cancellation), cancellation);
        }
        else if (isReturned)
        {
            await ReturnAsync(services, task, owner!, entrusted!, cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return isLeft || isReturned ? 1 : 0;
    }

    private async Task LeaveAsync(IServiceProvider services, PlanTask task, Person owner, IReadOnlyList<Person> holders, CancellationToken cancellation)
    {
        task.Assign(holders is [var only] ? only.Id : null);
        services.GetRequiredService<WorkflowsDbContext>().Add(HistoryEntry.Of(Actor.House, clock.GetUtcNow(), "History.TaskFreed", task.About(), task.Title, owner.Name));
        await services.GetRequiredService<Notices>().TaskHandedAsync(task, holders, TextCatalog.Shared.SayInAll("Tasks.FreedWhy", owner.Name), $"task-freed:{task.Id:N}:{task.Version}", cancellation);
    }

    private async Task ReturnAsync(IServiceProvider services, PlanTask task, Person owner, Person entrusted, CancellationToken cancellation)
    {
        task.Return(by: null);
        services.GetRequiredService<WorkflowsDbContext>().Add(HistoryEntry.Of(Actor.House, clock.GetUtcNow(), "History.TaskTakenBack", task.About(), task.Title));
        await services.GetRequiredService<Notices>().TaskHandedAsync(task, [owner], TextCatalog.Shared.SayInAll("Tasks.EntrustedLeftWhy", entrusted.Name), $"task-freed:{task.Id:N}:{task.Version}", cancellation);
    }

    private static async Task<Person?> PersonAsync(PeopleDirectory people, Guid? id, CancellationToken cancellation) =>
        id is { } known ? (await people.ByIdAsync([known], cancellation)).FirstOrDefault() : null;

    private static bool MayOwn(Person person, string role, string region, DateOnly today) =>
        person.SuspendedAt is null && Actor.Of(person, today).Holds(PlanTask.AccountableRoleOf(role), region);

    private static bool MayPrepare(Person person, string region, DateOnly today) => person.SuspendedAt is null && Actor.Of(person, today).Sees(region);
}
