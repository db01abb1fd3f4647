using Asmex.Workflows.Letters;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Asmex.Workflows.Tasks;

/// <summary>Writes the letters of reminders whose time has come: to the owner, and when it stays late to the coordinator.</summary>
public sealed class SendTaskReminders(IServiceScopeFactory scopes, TimeProvider clock)
{
    private const int PerSweep = 100;

    /// <returns>How many letters were written.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var sent = 0;
        foreach (var id in await DueAsync(cancellation))
        {
            await using var scope = scopes.CreateAsyncScope();
            sent += await SendAsync(scope.ServiceProvider, id, cancellation) ? 1 : 0;
        }

        return sent;
    }

    private async Task<List<Guid>> DueAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.GetUtcNow();
        return await scope.ServiceProvider.GetRequiredService<WorkflowsDbContext>().Set<TaskReminder>()
            .Where(r => r.Status == ReminderStatus.Planned && r.DueAt <= now).OrderBy(r => r.DueAt).Take(PerSweep).Select(r => r.Id).ToListAsync(cancellation);
    }

    private static async Task<bool> SendAsync(IServiceProvider services, Guid id, CancellationToken cancellation)
    {
        var db = services.GetRequiredService<WorkflowsDbContext>();
        await using var transaction = await db.BeginWriteAsync(cancellation);

        // Whoever turns the row writes the letter; another node finds it turned.
        var taken = await db.Set<TaskReminder>().Where(r => r.Id == id && r.Status == ReminderStatus.Planned)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Status, ReminderStatus.Sent), cancellation);
        var reminder = await db.Set<TaskReminder>().AsNoTracking().SingleAsync(r => r.Id == id, cancellation);
        var task = await db.Set<PlanTask>().AsNoTracking().SingleAsync(t => t.Id == reminder.TaskId, cancellation);
        if (taken == 0 || !task.IsOpen)
        {
            return false;
        }

        var people = services.GetRequiredService<PeopleDirectory>();
        var to = reminder.Kind == ReminderKind.LateManager
            ? await people.HoldersAsync(Roles.Coordinator, task.Region, cancellation)
            : task.AssigneeId is { } owner ? await people.ByIdAsync([owner], cancellation) : await people.HoldersAsync(task.AccountableRole, task.Region, cancellation);
        await services.GetRequiredService<Notices>().TaskReminderAsync(task, reminder, to, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }
}
