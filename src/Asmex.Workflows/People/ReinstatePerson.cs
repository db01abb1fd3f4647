using Asmex.Workflows.Audit;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.People;

/// <summary>Opens a suspended account again.</summary>
public sealed class ReinstatePerson(WorkflowsDbContext db, TimeProvider clock)
{
    public async Task RunAsync(Guid personId, Actor actor, CancellationToken cancellation)
    {
        actor.MustAdministrate();
        await using var transaction = await db.BeginWriteAsync(cancellation);

        var person = await db.PersonAsync(personId, cancellation);
        person.Reinstate();
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.PersonReinstated", new Subject(PersonId: person.Id), person.Name));

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
