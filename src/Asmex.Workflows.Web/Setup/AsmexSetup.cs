using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Asmex.Workflows.Letters;
using Asmex.Workflows.Web.Api;
using Asmex.Workflows.Web.Jobs;
using Asmex.Workflows.Web.Pages;
using Asmex.Workflows.Web.Pages.Answers;
using Asmex.Workflows.Web.Pages.Budgets;
using Asmex.Workflows.Web.Pages.DefinitionPages;
using Asmex.Workflows.Web.Pages.Firms;
using Asmex.Workflows.Web.Pages.Firms.Imports;
using Asmex.Workflows.Web.Pages.Letters;
using Asmex.Workflows.Web.Pages.Meetings;
using Asmex.Workflows.Web.Pages.Needs;
using Asmex.Workflows.Web.Pages.Notifications;
using Asmex.Workflows.Web.Pages.Outreach;
using Asmex.Workflows.Web.Pages.Plans;
using Asmex.Workflows.Web.Pages.Rights;
using Asmex.Workflows.Web.Pages.Shared;
using Asmex.Workflows.Web.Pages.Tasks;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Asmex.Workflows.Web.Setup;

/// <summary>What the program is made of, and the order in which a request passes through it.</summary>
internal static class AsmexSetup
{
    private const string DefaultAddress = "http://127.0.0.1:5080";

    public static void AddAsmex(this WebApplicationBuilder builder)
    {
        ReadOwnSettings(builder);
        ListenOnLoopback(builder);
        var services = builder.Services;

        services.TryAddSingleton(TimeProvider.System);
        services.AddDatabase(builder.Configuration, builder.Environment);
        services.AddHouse();
        services.AddHostedService<DefinitionsCheck>();
        services.AddJobs(builder.Configuration);
        services.AddTelemetry(builder.Configuration);

        services.AddOptions<OrganisationOptions>().BindConfiguration(OrganisationOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<AimOptions>().BindConfiguration(AimOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddHttpContextAccessor();
        services.AddScoped<Words>().AddScoped<OneAtATime>();
        services.AddScoped<BudgetSheets>().AddScoped<PlanLines>().AddScoped<RegionsView>().AddScoped<LiveSteps>().AddScoped<Deadlines>().AddScoped<PlannedLetters>().AddScoped<FirmTimeLine>().AddScoped<NeedPlaces>();
        services.AddSignIn(builder.Environment);
        // Arabic as it is, not as one entity a letter.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddRazorComponents();
        services.AddTaskPages();
        services.AddCodeLimits();
        services.AddApi();
        services.AddExceptionHandler<NothingThereHandler>();
        services.AddHealthChecks().AddCheck<DatabaseCheck>("database", tags: ["ready"]).AddCheck<MailHealth>("mail", tags: ["ready"]);
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
        });
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
    }

    public static void UseAsmex(this WebApplication app)
    {
        app.UseResponseCompression();
        app.UseMiddleware<SecurityHeaders>();
        app.UseStudioFiles();
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        app.UseStatusCodePagesWithReExecute("/errors/{0}", createScopeForStatusCodePages: true);
        app.UseExceptionHandler("/errors/500", createScopeForErrors: true);
        app.UseRouting();
        app.UseMiddleware<AgainAfterDeadlock>();
        app.UseAuthentication();
        app.UseMiddleware<Presence>();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseAntiforgery();

        app.MapStaticAssets().AllowAnonymous();
        app.MapHealth();
        app.MapLanguage();
        app.MapAccount();
        app.MapAnswers();
        app.MapMeetings();
        app.MapMail();
        app.MapTemplates();
        app.MapOutreach();
        app.MapJobs();
        app.MapApi();
        app.MapFiles();
        app.MapFirmExport();
        app.MapPersonExport();
        app.MapBudgetExport();
        app.MapDefinitions();
        app.MapRazorComponents<Document>();
        // Here and not by the host at its start, so that what is mapped can be built beside the database.
        app.UseEndpoints(_ => { });
    }

    // Beside the program, wherever it is started from; every other source goes before them.
    private static void ReadOwnSettings(WebApplicationBuilder builder)
    {
        var own = new JsonConfigurationSource { Path = Path.Combine(AppContext.BaseDirectory, "appsettings.json"), Optional = true };
        own.ResolveFileProvider();
        builder.Configuration.Sources.Insert(0, own);
    }

    // A setting of the host (ASPNETCORE_URLS, --urls, a container's port) goes before ours.
    private static void ListenOnLoopback(WebApplicationBuilder builder)
    {
        var settings = builder.Configuration;
        if (settings[WebHostDefaults.ServerUrlsKey] is null && settings["HTTP_PORTS"] is null && !settings.GetSection("Kestrel:Endpoints").Exists())
        {
            builder.WebHost.UseUrls(DefaultAddress);
        }
    }
}
