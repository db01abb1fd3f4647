using Asmex.Workflows.Audit;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.AspNetCore.Identity;

namespace Asmex.Workflows.People;

/// <summary>Makes a token by which a person chooses a password, once, within three days.</summary>
public sealed class OfferPassword(WorkflowsDbContext db, UserManager<Person> users, TimeProvider clock)
{
    public async Task<string> RunAsync(Guid personId, Actor actor, CancellationToken cancellation)
    {
        actor.MustAdministrate();
        await using var transaction = await db.BeginWriteAsync(cancellation);

        var person = await db.PersonAsync(personId, cancellation);
        var token = await users.GeneratePasswordResetTokenAsync(person);
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.PasswordOffered", new Subject(PersonId: person.Id), person.Name));

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return token;
    }
}
