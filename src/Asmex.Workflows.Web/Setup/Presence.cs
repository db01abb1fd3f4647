using System.Security.Claims;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Asmex.Workflows.Texts;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Web.Setup;

/// <summary>Finds out for a request who is there, with which roles today, and which language they read.</summary>
internal sealed class Presence(RequestDelegate next)
{
    public async Task InvokeAsync(
        HttpContext context, CurrentActor current, Words words, WorkflowsDbContext db, Absences absences, IOptions<IdentityOptions> identity)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
        {
            if (await PersonAsync(context, db, identity.Value) is { } person)
            {
                current.Is(person, await absences.ActorAsync(person, context.RequestAborted));
            }

            words.Speak(LanguageOf(context.Request) ?? current.Person?.Language ?? Languages.French);
        }

        await next(context);
    }

    // Read at every request, so that who is suspended or loses a role is out at once and not when a cookie ends.
    private static async Task<Person?> PersonAsync(HttpContext context, WorkflowsDbContext db, IdentityOptions identity)
    {
        var claims = identity.ClaimsIdentity;
        if (!Guid.TryParse(context.User.FindFirstValue(claims.UserIdClaimType), out var id) || IsShowingAnError(context))
        {
            return null;
        }

        var person = await db.Users.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, context.RequestAborted);
        if (person is { SuspendedAt: null } && person.SecurityStamp == context.User.FindFirstValue(claims.SecurityStampClaimType))
        {
            return person;
        }

        context.User = new ClaimsPrincipal(new ClaimsIdentity());
        return null;
    }

    // The error may be that the database is away: its page must show without it.
    private static bool IsShowingAnError(HttpContext context) => context.Features.Get<IExceptionHandlerFeature>() is { Error: not NothingThereException };

    private static string? LanguageOf(HttpRequest request)
    {
        var asked = request.Query["lang"].FirstOrDefault() ?? request.Cookies[LanguageSetup.Cookie];
        return asked is not null && Languages.All.Contains(asked) ? asked : null;
    }
}
