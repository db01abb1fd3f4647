using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.People;

/// <summary>Gives a person a role, in one region or in all, from a day on.</summary>
public sealed class AppointPerson(WorkflowsDbContext db)
{
    /// <exception cref="RuleBrokenException">The dates are the wrong way round, the role needs a region, or it is held already.</exception>
    public async Task RunAsync(NewAppointment request, Actor actor, CancellationToken cancellation)
    {
        actor.MustAdministrate();
        await using var transaction = await db.BeginWriteAsync(cancellation);

        var person = await db.Users.SingleOrDefaultAsync(p => p.Id == request.PersonId, cancellation)
            ?? throw new NothingThereException(nameof(Person));
        person.Appoint(request.Role, request.Region, request.From, request.Until);

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}

/// <summary>A role to be held by a person from a day on; until absent: without an end.</summary>
public sealed record NewAppointment(Guid PersonId, string Role, string? Region, DateOnly From, DateOnly? Until);
