using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tasks;

/// <summary>Forgets a list that its person kept. Forgetting what is gone changes nothing.</summary>
public sealed class ForgetList(WorkflowsDbContext db)
{
    public async Task RunAsync(Guid id, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);
        await db.Set<SavedList>().Where(l => l.Id == id && l.PersonId == actor.PersonId).ExecuteDeleteAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
