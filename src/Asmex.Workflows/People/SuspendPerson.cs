using Asmex.Workflows.Audit;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.People;

/// <summary>Closes an account, at once and until it is reinstated.</summary>
public sealed class SuspendPerson(WorkflowsDbContext db, FreeTasks tasks, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">It is the account of the one who asks.</exception>
    public async Task RunAsync(Guid personId, Actor actor, CancellationToken cancellation)
    {
        actor.MustAdministrate();
        if (personId == actor.PersonId)
        {
            throw new RuleBrokenException("People.NotYourself");
        }

        await using var transaction = await db.BeginWriteAsync(cancellation);

        var person = await db.PersonAsync(personId, cancellation);
        person.Suspend(clock.GetUtcNow());
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.PersonSuspended", new Subject(PersonId: person.Id), person.Name));

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);

        // Outside office hours, and should this fail or end here, the sweep sees to it.
        await tasks.TryAsync(cancellation);
    }
}
