using AngleSharp.Html.Dom;
using Asmex.Workflows.Approvals;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Tests.Journey;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Asmex.Workflows.Tests.Web;

/// <summary>A house with a fair under way, and the pages of the product over its database, files and clock.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly Host _host;
    private readonly List<Visitor> _visitors = [];

    private Site(House house) => (House, _host) = (house, new Host(house));

    public House House { get; }

    /// <summary>The booking waits for its request of money, the call for its text.</summary>
    public static async Task<Site> OpenAsync(params IReadOnlyList<ActionDraft> more)
    {
        var house = await House.OpenAsync(DatabaseKind.Sqlite);
        await house.RunAsync<AddFirm>(async add =>
        {
            foreach (var (name, region, sector) in new[] { ("Argan Tiznit", House.SoussMassa, "agroalimentaire"), ("Agrumes du Souss", House.SoussMassa, "agriculture"), ("Textile Oriental", "MA-02", "textile") })
            {
                await add.RunAsync(new FirmDraft(name, region, SectorCatalog.Recognise(sector)?.Key ?? SectorCatalog.Other), null, "test", house.As("coordinator"), default);
            }
        });
        var plan = await house.RunAsync<LaunchPlan, Guid>(launch => launch.RunAsync(House.SoussMassa, 2027, house.As("coordinator"), default));
        var draft = new PlanDraft(1_000_000 + more.Sum(a => a.Budget), "Doubler les primo-exportateurs.", [new ObjectiveDraft("newExporters", 25)],
            [new ActionDraft(null, "salon-collectif", "SIAL 2027", house.Today, new DateOnly(2027, 11, 15), 900_000), .. more]);
        await house.RunAsync<PreparePlan>(prepare => prepare.RunAsync(plan, draft, submit: true, null, house.As("delegate"), default));
        await house.RunAsync<ValidatePlan>(validate => validate.RunAsync(plan, Verdict.Approve, null, null, house.As("coordinator"), default));
        await house.DoAsync("opportunite", "delegate");
        await house.DecideAsync("opportunite-approval", "commission", Verdict.Approve);
        await house.DoAsync("montage", "direction", ("total", 400_000m), ("cofinancing", 0m), ("exhibitorShare", 0m));
        await house.DecideAsync("montage-approval", "treasurer", Verdict.Approve);
        return new Site(house);
    }

    /// <summary>Someone without an account.</summary>
    public Visitor Stranger()
    {
        var visitor = new Visitor(_host.Address);
        _visitors.Add(visitor);
        return visitor;
    }

    /// <summary>Someone of the house, signed in.</summary>
    public async Task<Visitor> AsAsync(string who, string language = "fr")
    {
        var visitor = Stranger();
        var door = await visitor.GoAsync("/account/sign-in");
        var button = door.One<IHtmlButtonElement>("button[data-role]");
        button.Value = House.Person(who).Id.ToString();
        var home = await visitor.SendAsync(door, button);
        await visitor.SendAsync(home, home.One<IHtmlButtonElement>($"button[name=language][value={language}]"));
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        _visitors.ForEach(v => v.Dispose());
        await _host.DisposeAsync();
        await House.DisposeAsync();
    }

    private sealed class Host : WebApplicationFactory<Program>
    {
        private readonly House _house;

        public Host(House house)
        {
            _house = house;
            UseKestrel(0);
            StartServer();
        }

        public Uri Address => ClientOptions.BaseAddress;

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Development");
            builder.UseSetting("ConnectionStrings:Sqlite", _house.Database.ConnectionString);
            builder.UseSetting("Demonstration:Load", "false");
            builder.UseSetting("Jobs:Enabled", "false");
            builder.UseSetting("Files:Path", _house.Files);
            builder.UseSetting("Workflows:DefinitionsPath", Path.Combine(Repository.Root, "workflows"));
            builder.UseSetting("Mail:Templates", Path.Combine(Repository.Root, "templates"));
            builder.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_house.Database.Clock)));
        }
    }
}
