using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace Asmex.Workflows.Web.Setup;

/// <summary>Who gets in: ASP.NET Core Identity for accounts, today's appointments for what they may do.</summary>
internal static class SignInSetup
{
    public static void AddSignIn(this IServiceCollection services, IHostEnvironment environment)
    {
        var secure = environment.IsDevelopment() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;

        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.AddIdentityCore<Person>(Rules).AddEntityFrameworkStores<WorkflowsDbContext>().AddSignInManager().AddDefaultTokenProviders();
        services.Configure<DataProtectionTokenProviderOptions>(options => options.TokenLifespan = TimeSpan.FromDays(3));
        services.AddScoped<IUserConfirmation<Person>, NotSuspended>();
        services.ConfigureApplicationCookie(cookie => Configure(cookie, secure));
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "asmex.form";
            options.Cookie.SecurePolicy = secure;
        });
        services.AddDataProtection().SetApplicationName("Asmex.Workflows");

        services.AddScoped<CurrentActor>();
        services.AddCascadingAuthenticationState();
        services.AddScoped<IAuthorizationHandler, ForRolesHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, HiddenResultHandler>();
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    private static void Rules(IdentityOptions options)
    {
        options.SignIn.RequireConfirmedAccount = true;
        options.User.RequireUniqueEmail = true;
        // Length is what makes a password strong; rules on signs only make it hard to remember.
        options.Password.RequiredLength = 12;
        options.Password.RequiredUniqueChars = 5;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
        options.Lockout.MaxFailedAccessAttempts = 5;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
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
