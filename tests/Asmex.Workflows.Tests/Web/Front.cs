using AngleSharp.Html.Dom;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Asmex.Workflows.Tests.Web;

/// <summary>The pages of the product over a database, its clock and a folder of files; nobody but the visitors does anything.</summary>
internal sealed class Front : WebApplicationFactory<Program>
{
    private readonly TestDatabase _database;
    private readonly string _files;
    private readonly List<Visitor> _visitors = [];

    public Front(TestDatabase database, string files)
    {
        (_database, _files) = (database, files);
        UseKestrel(0);
        StartServer();
    }

    /// <summary>Someone without an account.</summary>
    public Visitor Stranger()
    {
        var visitor = new Visitor(ClientOptions.BaseAddress);
        _visitors.Add(visitor);
        return visitor;
    }

    /// <summary>Someone of the house, signed in.</summary>
    public async Task<Visitor> AsAsync(Guid person, string language = "fr")
    {
        var visitor = Stranger();
        var door = await visitor.GoAsync("/account/sign-in");
        var button = door.One<IHtmlButtonElement>("button[data-role]");
        button.Value = person.ToString();
        var home = await visitor.SendAsync(door, button);
        await visitor.SendAsync(home, home.One<IHtmlButtonElement>($"button[name=language][value={language}]"));
        return visitor;
    }

    public override ValueTask DisposeAsync()
    {
        _visitors.ForEach(v => v.Dispose());
        return base.DisposeAsync();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting($"ConnectionStrings:{_database.Kind}", _database.ConnectionString);
        builder.UseSetting("Demonstration:Load", "false");
        builder.UseSetting("Jobs:Enabled", "false");
        builder.UseSetting("Files:Path", _files);
        builder.UseSetting("Workflows:DefinitionsPath", Path.Combine(Repository.Root, "workflows"));
        builder.UseSetting("Mail:Templates", Path.Combine(Repository.Root, "templates"));
        builder.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_database.Clock)));
    }
}
