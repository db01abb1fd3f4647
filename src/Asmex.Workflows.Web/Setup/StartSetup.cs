using Asmex.Workflows.Approvals;
using Asmex.Workflows.Letters.Templates;
using Asmex.Workflows.Running;

namespace Asmex.Workflows.Web.Setup;

/// <summary>What is done before the first request.</summary>
internal static class StartSetup
{
    // A start is mostly code that runs for the first time, and the model of the database takes longest: what does not need it runs beside it.
    public static Task PrepareAsync(this WebApplication app) => Task.WhenAll(
        Task.Run(app.PrepareDatabaseAsync),
        Task.Run(() =>
        {
            app.UseAsmex();
            _ = app.Services.GetRequiredService<EndpointDataSource>().Endpoints;
            app.Services.GetRequiredService<TemplateCatalog>();
        }));

    private static async Task PrepareDatabaseAsync(this WebApplication app)
    {
        await app.MigrateAsync();
        await app.LoadDefinitionsAsync();
        await app.LoadDemonstrationAsync();
    }

    private static async Task LoadDefinitionsAsync(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<LoadDefinitions>().RunAsync(app.Lifetime.ApplicationStopping);
        await scope.ServiceProvider.GetRequiredService<LoadPolicy>().RunAsync(app.Lifetime.ApplicationStopping);
    }
}
