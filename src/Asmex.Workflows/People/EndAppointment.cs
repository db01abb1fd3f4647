using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.People;

/// <summary>Ends a role that a person holds; the day given is its last.</summary>
public sealed class EndAppointment(WorkflowsDbContext db)
{
    /// <exception cref="RuleBrokenException">The last day lies before the first.</exception>
    public async Task RunAsync(Guid personId, Guid appointmentId, DateOnly lastDay, Actor actor, CancellationToken cancellation)
    {
        actor.MustAdministrate();
        await using var transaction = await db.BeginWriteAsync(cancellation);

        var person = await db.Users.SingleOrDefaultAsync(p => p.Id == personId, cancellation)
            ?? throw new NothingThereException(nameof(Person));
        person.EndAppointment(appointmentId, lastDay);

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
