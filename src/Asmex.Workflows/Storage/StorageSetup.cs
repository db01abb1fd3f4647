using Asmex.Workflows.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Asmex.Workflows.Storage;

/// <summary>Registers the context for one of the two databases.</summary>
public static class StorageSetup
{
    public static IServiceCollection AddSqlite(this IServiceCollection services, string connectionString) =>
        services.AddAroundTheContext()
            .AddDbContextPool<WorkflowsDbContext, SqliteDbContext>((provider, options) => Sqlite(options, connectionString).AddInterceptors(provider.GetRequiredService<LetterSignal>()));

    public static IServiceCollection AddPostgres(this IServiceCollection services, NpgsqlDataSource source) =>
        services.AddAroundTheContext().AddSingleton(source)
            .AddDbContextPool<WorkflowsDbContext, PostgresDbContext>((provider, options) => Postgres(options, source).AddInterceptors(provider.GetRequiredService<LetterSignal>()));

    /// <summary>Connections that prepare what is said often, and are not asked to forget their settings after each use: nothing here changes them.
    /// What the connection string says itself is left alone.</summary>
    public static NpgsqlDataSource PostgresSource(string connectionString)
    {
        var asked = new NpgsqlConnectionStringBuilder(connectionString);
        if (!asked.ContainsKey("Max Auto Prepare"))
        {
            asked.MaxAutoPrepare = 200;
        }

        asked.NoResetOnClose = true;
        return NpgsqlDataSource.Create(asked);
    }

    public static DbContextOptionsBuilder Sqlite(DbContextOptionsBuilder options, string connectionString) =>
        Tuned(options.UseSqlite(connectionString, sqlite => sqlite.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery)));

    public static DbContextOptionsBuilder Postgres(DbContextOptionsBuilder options, NpgsqlDataSource source) =>
        Tuned(options.UseNpgsql(source, postgres => postgres.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery)));

    private static IServiceCollection AddAroundTheContext(this IServiceCollection services)
    {
        new IdentityBuilder(typeof(Person), services).AddEntityFrameworkStores<WorkflowsDbContext>();
        return services.AddSingleton<LetterSignal>();
    }

    private static DbContextOptionsBuilder Tuned(DbContextOptionsBuilder options) =>
        options.AddInterceptors(PendingFirst.Instance, AuditTrail.Instance)
            .ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.RowLimitingOperationWithoutOrderByWarning));
}
