using Asmex.Workflows.People;
using Asmex.Workflows.Web.Setup;
using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Npgsql;

namespace Asmex.Workflows.Web.Jobs;

/// <summary>Hangfire as clock and worker: shared through PostgreSQL, or inside this process beside SQLite.</summary>
internal static class JobsSetup
{
    public const string Path = "/jobs";

    public static void AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<JobsOptions>().BindConfiguration(JobsOptions.Section).ValidateDataAnnotations().ValidateOnStart();

        // Before AddHangfire, which would take the process's static storage: two hosts in one process would run each other's jobs.
        services.AddSingleton(StorageOf);
        services.AddSingleton<JobActivator>(provider => new AspNetCoreJobActivator(provider.GetRequiredService<IServiceScopeFactory>()));
        services.AddHangfire(hangfire => hangfire.SetDataCompatibilityLevel(CompatibilityLevel.Version_180).UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings());

        var options = configuration.GetSection(JobsOptions.Section).Get<JobsOptions>() ?? new JobsOptions();
        if (options.Enabled)
        {
            services.AddHostedService<ScheduleStart>();
            services.AddHostedService<LettersAtOnce>();
            services.AddHangfireServer(server =>
            {
                server.WorkerCount = options.Workers;
                server.SchedulePollingInterval = TimeSpan.FromSeconds(5);
            });
        }
    }

    // To who is no administrator the dashboard is not there, wherever the request comes from.
    public static void MapJobs(this WebApplication app) =>
        app.MapHangfireDashboard(Path, new DashboardOptions { Authorization = [], DisplayStorageConnectionString = false, DashboardTitle = "ASMEX" })
            .RequireAuthorization(new ForRolesAttribute(Roles.Administrator));

    private static JobStorage StorageOf(IServiceProvider provider) => provider.GetService<NpgsqlDataSource>() is { } source
        ? new PostgreSqlStorage(new SharedConnections(source), new PostgreSqlStorageOptions
        {
            QueuePollInterval = TimeSpan.FromSeconds(1),
            // A killed copy keeps its locks this long; no lock of the schedule is needed for as long.
            DistributedLockTimeout = TimeSpan.FromMinutes(1),
            UseSlidingInvisibilityTimeout = true,
            AllowDegradedModeWithoutStorage = false,
        })
        : new InMemoryStorage(new InMemoryStorageOptions { MaxExpirationTime = TimeSpan.FromDays(1) });
}
