using Asmex.Workflows.Audit;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.AspNetCore.Identity;

namespace Asmex.Workflows.People;

/// <summary>Sets the password of whoever holds a token of <see cref="OfferPassword"/>; every open session of the account ends.</summary>
public sealed class ChoosePassword(WorkflowsDbContext db, UserManager<Person> users, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">The token was used, is too old or not of this account, or the password is too weak.</exception>
    public async Task RunAsync(Guid personId, string token, string password, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);

        var person = await users.FindByIdAsync(personId.ToString()) ?? throw new RuleBrokenException("People.LinkExpired");
        Accounts.Demand(await users.ResetPasswordAsync(person, token, password));
        Accounts.Demand(await users.SetLockoutEndDateAsync(person, null));
        var chooser = new Actor(person.Id, person.Name, person.Language, []);
        db.Add(HistoryEntry.Of(chooser, clock.GetUtcNow(), "History.PasswordChosen", new Subject(PersonId: person.Id), person.Name));

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
