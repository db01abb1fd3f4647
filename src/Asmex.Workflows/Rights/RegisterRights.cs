using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Rights;

/// <summary>Who keeps the register of requests, and who reads it.</summary>
public static class RegisterRights
{
    public static bool KeepsRegister(this Actor actor) => actor.Is(Roles.Coordinator, null) || actor.Is(Roles.Administrator, null);

    internal static async Task<RightsRequest> RequestToWriteAsync(this WorkflowsDbContext db, Guid id, Actor actor, CancellationToken cancellation) =>
        actor.KeepsRegister() && await db.Set<RightsRequest>().SingleOrDefaultAsync(r => r.Id == id, cancellation) is { } request ? request : throw new NothingThereException("request");
}
