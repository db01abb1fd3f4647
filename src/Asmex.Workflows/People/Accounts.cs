using Asmex.Workflows.Texts;
using Microsoft.AspNetCore.Identity;

namespace Asmex.Workflows.People;

/// <summary>Says what ASP.NET Core Identity refuses in the words of the product.</summary>
internal static class Accounts
{
    /// <exception cref="RuleBrokenException">Identity refused: the address is taken or no address, or the password is too weak.</exception>
    public static void Demand(IdentityResult result)
    {
        if (result.Succeeded)
        {
            return;
        }

        throw new RuleBrokenException(result.Errors.First().Code switch
        {
            nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName) => "People.AddressTaken",
            nameof(IdentityErrorDescriber.InvalidEmail) or nameof(IdentityErrorDescriber.InvalidUserName) => "People.NoAddress",
            nameof(IdentityErrorDescriber.PasswordMismatch) => "People.PasswordWrong",
            nameof(IdentityErrorDescriber.InvalidToken) => "People.LinkExpired",
            _ => "People.PasswordWeak",
        });
    }
}
