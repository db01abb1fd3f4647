using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Web.Setup;

/// <summary>The routes of an account that are no pages.</summary>
internal static class AccountSetup
{
    public static void MapAccount(this WebApplication app)
    {
        app.MapPost("/account/sign-out", SignOutAsync).AllowAnonymous();

        // Outside Development this route does not exist at all.
        if (app.Environment.IsDevelopment())
        {
            app.MapPost("/account/demonstration", DemonstrateAsync).AllowAnonymous();
        }
    }

    // The form parameter is what makes ASP.NET Core ask for the antiforgery token.
    private static async Task<IResult> SignOutAsync([FromForm] string? back, SignInManager<Person> signIn)
    {
        await signIn.SignOutAsync();
        return TypedResults.LocalRedirect(Addresses.Inside(back));
    }

    private static async Task<IResult> DemonstrateAsync(
        [FromForm] Guid person, [FromForm] string? back, WorkflowsDbContext db, SignInManager<Person> signIn, CancellationToken cancellation)
    {
        if (await db.Users.SingleOrDefaultAsync(p => p.Id == person, cancellation) is not { } chosen)
        {
            return TypedResults.NotFound();
        }

        await signIn.SignInAsync(chosen, isPersistent: false);
        return TypedResults.LocalRedirect(Addresses.Inside(back));
    }
}
