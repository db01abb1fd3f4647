using Asmex.Workflows.Audit;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.AspNetCore.Identity;

namespace Asmex.Workflows.People;

/// <summary>Prepares, turns on or turns off the second factor of the one who asks.</summary>
public sealed class ChangeSecondFactor(WorkflowsDbContext db, UserManager<Person> users, TimeProvider clock)
{
    /// <exception cref="RuleBrokenException">The code is not the app's.</exception>
    public async Task<Person> RunAsync(SecondFactorChange change, string? code, Actor actor, CancellationToken cancellation)
    {
        await using var transaction = await db.BeginWriteAsync(cancellation);

        var person = await db.PersonAsync(actor.PersonId, cancellation);
        await ApplyAsync(person, change, code);
        if (change != SecondFactorChange.NewKey)
        {
            var key = change == SecondFactorChange.On ? "History.SecondFactorOn" : "History.SecondFactorOff";
            db.Add(HistoryEntry.Of(actor, clock.GetUtcNow(), key, new Subject(PersonId: person.Id)));
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return person;
    }

    private async Task ApplyAsync(Person person, SecondFactorChange change, string? code)
    {
        switch (change)
        {
            case SecondFactorChange.NewKey:
                Accounts.Demand(await users.ResetAuthenticatorKeyAsync(person));
                break;
            case SecondFactorChange.On when await users.VerifyTwoFactorTokenAsync(person, TokenOptions.DefaultAuthenticatorProvider, code ?? ""):
                Accounts.Demand(await users.SetTwoFactorEnabledAsync(person, true));
                break;
            case SecondFactorChange.On:
                throw new RuleBrokenException("People.WrongCode");
            default:
                Accounts.Demand(await users.SetTwoFactorEnabledAsync(person, false));
                Accounts.Demand(await users.ResetAuthenticatorKeyAsync(person));
                break;
        }
    }
}
