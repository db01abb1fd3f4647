using Asmex.Workflows.Audit;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.People;

/// <summary>Gives a person a role, in one region or in all, from a day on.</summary>
public sealed class AppointPerson(WorkflowsDbContext db, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">The dates are the wrong way round, the role needs a region, or it is held already.</exception>
    public async Task RunAsync(NewAppointment request, Actor actor, CancellationToken cancellation)
    {
        actor.MustAdministrate();
        await using var transaction = await db.BeginWriteAsync(cancellation);

        var person = await db.PersonAsync(request.PersonId, cancellation);
        person.Appoint(request.Role, request.Region, request.From, request.Until);
        var about = new Subject(request.Region, PersonId: person.Id);
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.PersonAppointed", about, person.Name, Roles.NameOf(request.Role), request.From));

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
