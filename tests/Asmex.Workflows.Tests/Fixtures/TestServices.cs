using Asmex.Workflows.Files;
using Asmex.Workflows.Letters;
using Asmex.Workflows.People;
using Asmex.Workflows.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Asmex.Workflows.Tests.Fixtures;

/// <summary>The services as the program registers them, on a virtual clock and without its web.</summary>
internal static class TestServices
{
    public static ServiceProvider Build(DatabaseKind kind, string connectionString, FakeTimeProvider clock, Action<IServiceCollection>? change)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning)).AddOptions();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddSingleton<IHostEnvironment>(new TestEnvironment());
        services.AddSingleton<TimeProvider>(clock);
        _ = kind == DatabaseKind.Sqlite
            ? services.AddSqlite(connectionString)
            : services.AddPostgres(StorageSetup.PostgresSource(connectionString));
        services.AddHouse();
        services.AddIdentityCore<Person>().AddEntityFrameworkStores<WorkflowsDbContext>();
        services.Configure<FilesOptions>(files => files.Path = TestFolder.New("files"));
        services.Configure<MailOptions>(mail => mail.Sandbox = MailSandbox.Off);
        change?.Invoke(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }
}
