using Asmex.Workflows.Tests.Fixtures;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace Asmex.Workflows.Tests.Web;

/// <summary>The program in this process on a free port, with the demonstration data, a virtual clock and no jobs.</summary>
public class DemonstratedHouse : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly string _folder;

    public DemonstratedHouse()
        : this(TestFolder.New("house"))
    {
    }

    private DemonstratedHouse(string folder)
    {
        _folder = folder;
        UseKestrel(0);
    }

    public FakeTimeProvider Clock { get; } = new(TestDatabase.Start);

    public Uri Address => ClientOptions.BaseAddress;

    protected virtual string Kind => "Development";

    protected virtual IEnumerable<KeyValuePair<string, string>> Settings => [];

    private string Database => $"Data Source={Path.Combine(_folder, "asmex.db")}";

    public async Task InitializeAsync()
    {
        if (Kind == "Development")
        {
            await WrittenOnce.CopyAsync("house", _folder, async folder =>
            {
                var first = new DemonstratedHouse(folder);
                first.StartServer();
                await first.EndAsync();
            });
        }

        StartServer();
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await EndAsync();
        Directory.Delete(_folder, recursive: true);
    }

    public Visitor Visitor() => new(Address);

    public TestScope Scope() => new(Services.CreateAsyncScope());

    private async Task EndAsync()
    {
        await base.DisposeAsync();
        using var connection = new SqliteConnection(Database);
        SqliteConnection.ClearPool(connection);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(Kind);
        builder.UseSetting("ConnectionStrings:Sqlite", Database);
        builder.UseSetting("Mail:Folder", Path.Combine(_folder, "mail"));
        builder.UseSetting("Jobs:Enabled", "false");
        foreach (var (name, value) in Settings)
        {
            builder.UseSetting(name, value);
        }

        builder.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock)));
    }
}
