using Microsoft.AspNetCore.Identity;

namespace Asmex.Workflows.People;

/// <summary>An account is good for signing in while nobody has suspended it.</summary>
internal sealed class NotSuspended : IUserConfirmation<Person>
{
    public Task<bool> IsConfirmedAsync(UserManager<Person> manager, Person user) => Task.FromResult(user.SuspendedAt is null);
}
