using Asmex.Workflows.Audit;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.AspNetCore.Identity;

namespace Asmex.Workflows.People;

/// <summary>Replaces the password of the one who asks, who must know the present one; every other session of the account ends.</summary>
public sealed class ChangePassword(WorkflowsDbContext db, UserManager<Person> users, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">The present password is wrong or the new one too weak.</exception>
    public async Task<Person> RunAsync(string present, string next, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);

        var person = await db.PersonAsync(actor.PersonId, cancellation);
        Accounts.Demand(await users.ChangePasswordAsync(person, present, next));
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.PasswordChosen", new Subject(PersonId: person.Id), person.Name));

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return person;
    }
}
