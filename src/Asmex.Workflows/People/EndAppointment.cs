using Asmex.Workflows.Audit;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Tasks;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.People;

/// <summary>Ends a role that a person holds; the day given is its last.</summary>
public sealed class EndAppointment(WorkflowsDbContext db, FreeTasks tasks, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">The last day lies before the first.</exception>
    public async Task RunAsync(Guid personId, Guid appointmentId, DateOnly lastDay, Actor actor, CancellationToken cancellation)
    {
        actor.MustAdministrate();
        await using var transaction = await db.BeginWriteAsync(cancellation);

        var person = await db.PersonAsync(personId, cancellation);
        var ended = person.EndAppointment(appointmentId, lastDay);
        var about = new Subject(ended.Region, PersonId: person.Id);
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.AppointmentEnded", about, person.Name, Roles.NameOf(ended.Role), lastDay));

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);

        // Outside office hours, and should this fail or end here, the sweep sees to it.
        await tasks.TryAsync(cancellation);
    }
}
