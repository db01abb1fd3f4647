namespace Asmex.Workflows.Web.Setup;

/// <summary>What is done before the first request.</summary>
internal static class StartSetup
{
    public static async Task PrepareAsync(this WebApplication app)
    {
        await app.MigrateAsync();
        await app.LoadDemonstrationAsync();
    }
}
