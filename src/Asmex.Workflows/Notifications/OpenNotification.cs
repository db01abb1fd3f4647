using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Notifications;

/// <summary>Marks one line of one's own list as read and says where it leads.</summary>
public sealed class OpenNotification(WorkflowsDbContext db, TimeProvider clock)
{
    /// <exception cref="NothingThereException">It is no line of this person's list.</exception>
    public async Task<string> RunAsync(Guid id, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var line = await db.Set<Notification>().SingleOrDefaultAsync(n => n.Id == id && n.PersonId == actor.PersonId, cancellation)
            ?? throw new NothingThereException("notification");
        line.Read(clock.GetUtcNow());
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return line.Path;
    }
}
