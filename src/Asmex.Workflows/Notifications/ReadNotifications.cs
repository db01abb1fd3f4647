using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Notifications;

/// <summary>Marks as read what had come when the list was shown; what came since stays unread.</summary>
public sealed class ReadNotifications(WorkflowsDbContext db, TimeProvider clock)
{
    public async Task RunAsync(DateTimeOffset shownAt, Actor actor, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await db.Set<Notification>().Where(n => n.PersonId == actor.PersonId && n.At <= shownAt && n.ReadAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.ReadAt, now), cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
