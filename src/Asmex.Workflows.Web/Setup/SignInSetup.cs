using Asmex.Workflows.People;
using Asmex.Workflows.Web.Api;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;

namespace Asmex.Workflows.Web.Setup;

/// <summary>Who gets in: ASP.NET Core Identity for accounts, today's appointments for what they may do.</summary>
internal static class SignInSetup
{
    private const string ByPath = "ByPath";

    public static void AddSignIn(this IServiceCollection services, IHostEnvironment environment)
    {
        var secure = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;

        // Pages are asked with a cookie, the API with a token: neither takes what is for the other.
        var schemes = services.AddAuthentication(ByPath);
        schemes.AddPolicyScheme(ByPath, null, scheme => scheme.ForwardDefaultSelector = context =>
            context.Request.Path.StartsWithSegments(ApiSetup.Root) ? BearerTokenDefaults.AuthenticationScheme : IdentityConstants.ApplicationScheme);
        schemes.AddBearerToken();
        schemes.AddIdentityCookies();
        new IdentityBuilder(typeof(Person), services).AddSignInManager();
        services.ConfigureApplicationCookie(cookie => Configure(cookie, secure));
        services.AddAntiforgery(options => options.Cookie.Name = "asmex.form");
        services.AddDataProtection().SetApplicationName("Asmex.Workflows");
        services.AddOptions<KeyManagementOptions>().Configure<IServiceScopeFactory>((keys, scopes) => keys.XmlRepository = new StoredKeys(scopes));

        services.AddScoped<CurrentActor>();
        services.AddCascadingAuthenticationState();
        services.AddScoped<IAuthorizationHandler, ForRolesHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, HiddenResultHandler>();
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    private static void Configure(CookieAuthenticationOptions cookie, CookieSecurePolicy secure)
    {
        cookie.Cookie.Name = "asmex.person";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = secure;
        cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
        cookie.SlidingExpiration = true;
        cookie.LoginPath = "/account/sign-in";
        cookie.ReturnUrlParameter = "back";
    }
}
