using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Firms.Segments;

/// <summary>Forgets a segment of one's own. Forgetting what is gone changes nothing.</summary>
public sealed class ForgetSegment(WorkflowsDbContext db)
{
    public async Task RunAsync(Guid id, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await db.Set<FirmSegment>().Where(s => s.Id == id && s.OwnerId == actor.PersonId).ExecuteDeleteAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
