using Asmex.Workflows.People;
using Asmex.Workflows.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Asmex.Workflows.Web.Setup;

/// <summary>The switch of languages: a POST, because it changes what is remembered.</summary>
internal static class LanguageSetup
{
    public const string Cookie = "asmex.language";

    public static void MapLanguage(this WebApplication app) => app.MapPost("/language", ChooseAsync).AllowAnonymous();

    public static void Remember(HttpContext context, string language) =>
        context.Response.Cookies.Append(Cookie, language, new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = TimeSpan.FromDays(365),
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
        });

    private static async Task<IResult> ChooseAsync(
        [FromForm] string language, [FromForm] string? back, HttpContext context, CurrentActor current, SpeakLanguage speak, CancellationToken cancellation)
    {
        var known = Languages.Known(language);
        Remember(context, known);
        if (current.IsSignedIn)
        {
            await speak.RunAsync(known, current.Actor, cancellation);
        }

        return TypedResults.LocalRedirect(Addresses.Inside(back));
    }
}
