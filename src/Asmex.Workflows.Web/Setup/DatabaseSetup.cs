using Asmex.Workflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Web.Setup;

/// <summary>Which database: PostgreSQL when <c>ConnectionStrings:Postgres</c> is set, else one SQLite file under <c>App_Data</c>.</summary>
internal static class DatabaseSetup
{
    public static void AddDatabase(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        if (configuration.GetConnectionString("Postgres") is { Length: > 0 } postgres)
        {
            services.AddPostgres(StorageSetup.PostgresSource(postgres));
            return;
        }

        services.AddSqlite(configuration.GetConnectionString("Sqlite") is { Length: > 0 } sqlite ? sqlite : $"Data Source={FileIn(environment)}");
    }

    public static async Task MigrateAsync(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WorkflowsDbContext>();
        if (!(await db.Database.GetPendingMigrationsAsync()).Any())
        {
            return;
        }

        if (db is SqliteDbContext && await db.Database.CanConnectAsync())
        {
            // A start that was killed leaves its lock in the file, and EF Core waits for it for ever; a file has one process only.
            // Only in a file that is there: one that this would make would not have a write-ahead log.
            await db.Database.ExecuteSqlRawAsync("""DROP TABLE IF EXISTS "__EFMigrationsLock" """);
        }

        await db.Database.MigrateAsync();
    }

    private static string FileIn(IHostEnvironment environment)
    {
        var folder = Directory.CreateDirectory(Path.Combine(environment.ContentRootPath, "App_Data"));
        return Path.Combine(folder.FullName, "asmex.db");
    }
}
