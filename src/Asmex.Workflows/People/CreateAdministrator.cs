using Asmex.Workflows.Audit;
using Asmex.Workflows.Formats;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.AspNetCore.Identity;

namespace Asmex.Workflows.People;

/// <summary>Makes the first account of a house, from its command line.</summary>
public sealed class CreateAdministrator(WorkflowsDbContext db, UserManager<Person> users, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">The address is taken or the password too weak; nothing was written.</exception>
    public async Task<Person> RunAsync(NewPerson request, string password, Actor actor, CancellationToken cancellation)
    {
        actor.MustAdministrate();
        await using var transaction = await db.BeginWriteAsync(cancellation);

        var person = new Person(request.Name, request.Email, request.Language, request.ArabicName);
        person.Appoint(Roles.Administrator, region: null, Zone.Today(clock));
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.AdministratorCreated", new Subject(PersonId: person.Id), person.Name));
        Accounts.Demand(await users.CreateAsync(person, password));

        await transaction.CommitAsync(cancellation);
        return person;
    }
}
