using Asmex.Workflows.Tests.Fixtures;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Asmex.Workflows.Tests.Outreach;

/// <summary>The whole product on a free port, over the database and the mail server of a fair.</summary>
internal sealed class Site : WebApplicationFactory<Program>
{
    private readonly Fair _fair;

    public Site(Fair fair)
    {
        _fair = fair;
        UseKestrel(0);
        StartServer();
    }

    public Visitor Visitor() => new(ClientOptions.BaseAddress);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("Demonstration:Load", "false");
        builder.UseSetting("ConnectionStrings:Sqlite", _fair.Database.ConnectionString);
        builder.UseSetting("Mail:Host", "localhost");
        builder.UseSetting("Mail:Sandbox", "Off");
        builder.UseSetting("Mail:Port", _fair.Room.Server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        builder.UseSetting("Mail:Security", "None");
        builder.UseSetting("Mail:From", "invitations@asmex.example");
        builder.UseSetting("Mail:PublicUrl", "https://plans.asmex.example");
        builder.UseSetting("Mail:CndpReceipt", "A-123/2026");
        builder.UseSetting("Files:Path", TestFolder.New("files"));
        builder.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_fair.Database.Clock)));
    }
}
