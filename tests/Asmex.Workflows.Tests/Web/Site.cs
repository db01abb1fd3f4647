using Asmex.Workflows.Approvals;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Plans;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Tests.Journey;

namespace Asmex.Workflows.Tests.Web;

/// <summary>A house with a fair under way, and the pages of the product over its database, files and clock.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly Front _front;

    private Site(House house) => (House, _front) = (house, new Front(house.Database, house.Files));

    public House House { get; }

    /// <summary>The booking waits for its request of money, the call for its text.</summary>
    public static Task<Site> OpenAsync(params IReadOnlyList<ActionDraft> more) => OpenAsync(DatabaseKind.Sqlite, more);

    /// <summary>The same on either database.</summary>
    public static async Task<Site> OpenAsync(DatabaseKind kind, params IReadOnlyList<ActionDraft> more)
    {
        var house = await House.OpenAsync(kind);
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
    public Visitor Stranger() => _front.Stranger();

    /// <summary>Someone of the house, signed in.</summary>
    public Task<Visitor> AsAsync(string who, string language = "fr") => _front.AsAsync(House.Person(who).Id, language);

    public async ValueTask DisposeAsync()
    {
        await _front.DisposeAsync();
        await House.DisposeAsync();
    }
}
