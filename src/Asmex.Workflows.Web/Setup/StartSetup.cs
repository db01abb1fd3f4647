using Asmex.Workflows.Approvals;
using Asmex.Workflows.Running;

namespace Asmex.Workflows.Web.Setup;

/// <summary>What is done before the first request.</summary>
internal static class StartSetup
{
    public static async Task PrepareAsync(this WebApplication app)
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
