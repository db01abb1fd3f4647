using Asmex.Workflows.Tests.Fixtures;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace Asmex.Workflows.BrowserTests.Harness;

/// <summary>The whole product on a free port: Kestrel, a SQLite file of its own with the demonstration data, a virtual clock.</summary>
/// <remarks>One for a test class (<c>IClassFixture&lt;Product&gt;</c>) or one for a test.</remarks>
public class Product : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly string _folder;

    public Product()
        : this(TestFolder.New("product"))
    {
    }

    private Product(string folder)
    {
        _folder = folder;
        UseKestrel(0);
    }

    /// <summary>A Monday morning in Casablanca.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2027, 1, 4, 8, 0, 0, TimeSpan.Zero));

    public Uri Address => ClientOptions.BaseAddress;

    protected virtual bool IsDemonstrated => true;

    protected virtual IEnumerable<KeyValuePair<string, string>> Settings => [];

    private string Database => $"Data Source={Path.Combine(_folder, "asmex.db")}";

    public virtual async Task InitializeAsync()
    {
        if (IsDemonstrated)
        {
            await WrittenOnce.CopyAsync("product", _folder, async folder =>
            {
                var first = new Product(folder);
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

    /// <summary>Opens a page as a newcomer on a device, does something there, and checks that the page reported no error.
    /// When it fails, a picture and the page's text are kept beside the other screenshots.</summary>
    public async Task BrowseAsync(Func<Visit, Task> doing, string language = "fr", Device device = Device.Desktop)
    {
        await using var visit = await Visit.OpenAsync(this, language, device);
        try
        {
            await doing(visit);
        }
        catch
        {
            await visit.KeepAsync($"failed-{Guid.NewGuid():N}");
            throw;
        }

        Assert.Empty(visit.Errors);
    }

    private async Task EndAsync()
    {
        await base.DisposeAsync();
        using var connection = new SqliteConnection(Database);
        SqliteConnection.ClearPool(connection);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("ConnectionStrings:Sqlite", Database);
        builder.UseSetting("Demonstration:Load", IsDemonstrated ? "true" : "false");
        builder.UseSetting("Mail:Folder", Path.Combine(_folder, "mail"));
        builder.UseSetting("Files:Path", Path.Combine(_folder, "files"));
        foreach (var (name, value) in Settings)
        {
            builder.UseSetting(name, value);
        }

        builder.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock)));
    }
}
