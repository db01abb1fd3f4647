using Asmex.Workflows.Audit;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.AspNetCore.Identity;

namespace Asmex.Workflows.People;

/// <summary>Gives someone an account, without a password: the person chooses it by a link.</summary>
public sealed class CreatePerson(WorkflowsDbContext db, UserManager<Person> users, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">The address is taken, or is none; nothing was written.</exception>
    public async Task<Person> RunAsync(NewPerson request, Actor actor, CancellationToken cancellation)
    {
        actor.MustAdministrate();
        await using var transaction = await db.BeginWriteAsync(cancellation);

        var person = new Person(request.Name, request.Email, request.Language, request.ArabicName);
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.PersonCreated", new Subject(PersonId: person.Id), person.Name));
        Accounts.Demand(await users.CreateAsync(person));

        await transaction.CommitAsync(cancellation);
        return person;
    }
}
