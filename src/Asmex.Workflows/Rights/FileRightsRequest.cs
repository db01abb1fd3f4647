using Asmex.Workflows.Audit;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Rights;

/// <summary>Enters a request of a person into the register.</summary>
public sealed class FileRightsRequest(WorkflowsDbContext db, IOptions<RightsOptions> options, TimeProvider clock)
{
    public async Task<RightsRequest> RunAsync(RightsDraft draft, Actor actor, CancellationToken cancellation)
    {
        if (!actor.KeepsRegister())
        {
            throw new NothingThereException("register");
        }

        await using var transaction = await db.BeginWriteAsync(cancellation);
        var now = clock.GetUtcNow();
        var request = new RightsRequest(draft, options.Value.DaysToAnswer, actor, now);
        db.Add(request);
        db.Add(HistoryEntry.Of(actor, now, $"History.Rights{request.Kind}Asked", new Subject(), request.DueOn));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return request;
    }
}
