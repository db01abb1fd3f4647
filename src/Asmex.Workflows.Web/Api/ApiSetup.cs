using Asmex.Workflows.Web.Pages.Studio;
using Asmex.Workflows.Web.Setup;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Mvc;

namespace Asmex.Workflows.Web.Api;

/// <summary>The API that Elsa Studio speaks, over our definitions and instances.</summary>
internal static class ApiSetup
{
    /// <summary>Everything under it is asked with a token and answered without pages.</summary>
    public const string Root = "/elsa";

    public const string Path = Root + "/api";

    public static void AddApi(this IServiceCollection services)
    {
        services.AddOptions<StudioOptions>().BindConfiguration(StudioOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<StudioPackage>();
        services.AddScoped<DefinitionVersionsRead>().AddScoped<InstanceReads>().AddScoped<ActivityPalette>();
        services.AddApiLimits();
        services.AddSignalR();
        services.AddSingleton<InstanceWatch>().AddHostedService(provider => provider.GetRequiredService<InstanceWatch>());
        services.Configure<BearerTokenOptions>(BearerTokenDefaults.AuthenticationScheme, bearer => bearer.Events.OnMessageReceived = message =>
        {
            // A browser cannot send a header when it opens a socket.
            if (message.Request.Path.StartsWithSegments(InstanceHub.Path) && message.Request.Query["access_token"].FirstOrDefault() is { Length: > 0 } token)
            {
                message.Token = token;
            }

            return Task.CompletedTask;
        });
    }

    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup(Path).WithMetadata(new SkipStatusCodePagesAttribute()).RequireRateLimiting(ApiLimits.Calls).AddEndpointFilter(async (context, next) =>
        {
            context.HttpContext.Response.Headers.CacheControl = "no-store";
            return await new ApiRefusals(context.HttpContext.RequestServices.GetRequiredService<Words>()).InvokeAsync(context, next);
        });
        api.MapDefinitionReads();
        api.MapDefinitionWrites();
        api.MapDescriptors();
        api.MapInstances();
        api.MapExecutions();
        api.MapOperators();
        api.Map("/{**rest}", () => TypedResults.NotFound());
        app.MapHub<InstanceHub>(InstanceHub.Path).WithMetadata(new SkipStatusCodePagesAttribute(), new ForRolesAttribute(People.Roles.Coordinator, People.Roles.Administrator, People.Roles.Auditor));
        app.MapStudioTokens();
        app.MapStudioFrames();
    }
}
