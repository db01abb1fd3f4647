using Asmex.Workflows.Audit;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.AspNetCore.Identity;

namespace Asmex.Workflows.People;

/// <summary>Takes a second factor that is lost from an account: its person signs in by the password alone and may set up another.</summary>
public sealed class RemoveSecondFactor(WorkflowsDbContext db, UserManager<Person> users, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">The account has no second factor.</exception>
    public async Task RunAsync(Guid personId, Actor actor, CancellationToken cancellation)
    {
        actor.MustAdministrate();
        await using var transaction = await db.BeginWriteAsync(cancellation);

        var person = await db.PersonAsync(personId, cancellation);
        if (!person.TwoFactorEnabled)
        {
            throw new RuleBrokenException("People.NoSecondFactor", person.Name);
        }

        Accounts.Demand(await users.SetTwoFactorEnabledAsync(person, false));
        Accounts.Demand(await users.ResetAuthenticatorKeyAsync(person));
        db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), "History.SecondFactorRemoved", new Subject(PersonId: person.Id), person.Name));

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
