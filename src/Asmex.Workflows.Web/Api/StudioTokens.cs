using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Asmex.Workflows.Web.Api;

/// <summary>Short-lived tokens for a designer's window, minted for who is signed in. They say who it is and nothing else: what the person may
/// do is read at every call.</summary>
internal static class StudioTokens
{
    public const string Path = "/studio/token";
    private const string Window = "window";
    private const int LongestWindow = 40;

    public static void MapStudioTokens(this WebApplication app) => app.MapPost(Path, Mint).RequireRateLimiting(ApiLimits.Tokens);

    /// <summary>The window that a call comes from; nothing for a token without one.</summary>
    public static string? WindowOf(ClaimsPrincipal caller) => caller.FindFirstValue(Window);

    /// <summary>A token for somebody who is signed in by a cookie.</summary>
    public static string For(ClaimsPrincipal person, string window, DateTimeOffset until, BearerTokenOptions bearer, ClaimsIdentityOptions claims)
    {
        var identity = new ClaimsIdentity(
            [
                new Claim(claims.UserIdClaimType, person.FindFirstValue(claims.UserIdClaimType)!),
                new Claim(claims.SecurityStampClaimType, person.FindFirstValue(claims.SecurityStampClaimType)!),
                new Claim(Window, window),
            ],
            BearerTokenDefaults.AuthenticationScheme);
        var ticket = new AuthenticationTicket(new ClaimsPrincipal(identity), new AuthenticationProperties { ExpiresUtc = until }, $"{BearerTokenDefaults.AuthenticationScheme}:AccessToken");
        return bearer.BearerTokenProtector.Protect(ticket);
    }

    // The form parameter is what makes ASP.NET Core ask for the antiforgery token.
    private static IResult Mint(
        [FromForm] string window, HttpContext context, TimeProvider clock, IOptions<StudioOptions> studio, IOptionsMonitor<BearerTokenOptions> bearer, IOptions<IdentityOptions> identity)
    {
        if (window.Length is 0 or > LongestWindow)
        {
            return TypedResults.BadRequest();
        }

        context.Response.Headers.CacheControl = "no-store";
        var lifetime = studio.Value.TokenLifetime;
        var token = For(context.User, window, clock.GetUtcNow() + lifetime, bearer.Get(BearerTokenDefaults.AuthenticationScheme), identity.Value.ClaimsIdentity);
        return TypedResults.Json(new { accessToken = token, expiresIn = (int)lifetime.TotalSeconds });
    }
}
