using Asmex.Workflows.Audit;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.MailActs;

/// <summary>Takes back every link that a person's letters still carry: one's own, or for an administrator anyone's.</summary>
public sealed class RevokeMailActs(WorkflowsDbContext db, TimeProvider clock)
{
    /// <returns>How many were taken back.</returns>
    public async Task<int> RunAsync(Guid personId, Actor actor, CancellationToken cancellation)
    {
        if (actor.PersonId != personId && !actor.Is(Roles.Administrator))
        {
            throw new NothingThereException("person");
        }

        var now = clock.GetUtcNow();
        await using var transaction = await db.BeginWriteAsync(cancellation);
        var revoked = await db.Set<MailActLink>().Where(l => l.PersonId == personId && l.UsedAt == null && l.RevokedAt == null && l.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.RevokedAt, now), cancellation);
        if (revoked > 0)
        {
            db.Add(HistoryEntry.Of(actor, now, "History.MailActsRevoked", new Subject(PersonId: personId), revoked));
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return revoked;
    }
}
