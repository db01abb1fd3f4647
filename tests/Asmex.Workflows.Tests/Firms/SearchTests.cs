using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Search;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Firms;

public sealed class SearchTests
{
    [DatabaseTheory]
    public async Task What_is_typed_finds_its_firm_and_no_other(DatabaseKind kind)
    {
        var database = await Registry(kind);
        await using var scope = database.Scope();
        var wrong = new List<string>();
        foreach (var (typed, found) in SearchTable.Searches)
        {
            var names = await (await scope.Db.FirmsLikeAsync(new FirmFilter(typed), Given.Auditor, default)).Select(f => f.Name).ToListAsync();
            IReadOnlyList<string> wanted = found is null ? [] : [SearchTable.Firms.Single(f => f.Key == found).Draft.Name];
            wrong.AddRange(names.SequenceEqual(wanted) ? [] : [$"{typed}: {string.Join(", ", names)}; not {string.Join(", ", wanted)}"]);
        }

        Assert.Empty(wrong);
        Assert.InRange(SearchTable.Searches.Count, 60, 200);
    }

    [DatabaseTheory]
    public async Task A_name_that_changes_is_found_by_the_new_one_alone(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var firm = await Given.FirmAsync(database);
        await database.RunAsync<ChangeFirm, Firm>(verb => verb.RunAsync(firm.Id, Given.Draft with { Name = "Huiles du Sud", ArabicName = null }, firm.Version, Given.Delegate, default));

        Assert.Equal((0, 1), (await CountAsync(database, "argan"), await CountAsync(database, "huiles")));
        await database.RunAsync<AddContact, Contact>(verb => verb.RunAsync(firm.Id, Given.Contact with { Phone = "0677 88 99 00" }, Given.Delegate, default));
        Assert.Equal(1, await CountAsync(database, "0677889900"));
    }

    [DatabaseTheory]
    public async Task Filters_narrow_and_regions_hide(DatabaseKind kind)
    {
        var database = await Registry(kind);
        await using var scope = database.Scope();
        async Task<int> Count(FirmFilter filter, Asmex.Workflows.People.Actor actor) => await (await scope.Db.FirmsLikeAsync(filter, actor, default)).CountAsync();

        Assert.Equal(12, await Count(new FirmFilter(), Given.Auditor));
        Assert.Equal(4, await Count(new FirmFilter(), Given.Delegate));
        Assert.Equal(0, await Count(new FirmFilter("tanneries"), Given.Delegate));
        Assert.Equal(2, await Count(new FirmFilter(Kind: FirmKind.Cooperative), Given.Auditor));
        Assert.Equal(1, await Count(new FirmFilter(Kind: FirmKind.Women), Given.Auditor));
        Assert.Equal(2, await Count(new FirmFilter(Region: "MA-09", Sector: "produits-terroir"), Given.Auditor));
        Assert.Equal(12, await Count(new FirmFilter(" '\"*() "), Given.Auditor));
    }

    private static readonly Lazy<Task<TestDatabase>>[] _registries = [.. Enum.GetValues<DatabaseKind>().Select(kind => new Lazy<Task<TestDatabase>>(() => FillAsync(kind)))];

    private static Task<TestDatabase> Registry(DatabaseKind kind) => _registries[(int)kind].Value;

    private static async Task<TestDatabase> FillAsync(DatabaseKind kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        await using var scope = database.Scope();
        scope.Db.AddRange(SearchTable.Firms.Select(f => new Firm(f.Draft, "test", "test", TestDatabase.Start)));
        await scope.Db.SaveChangesAsync();
        return database;
    }

    private static async Task<int> CountAsync(TestDatabase database, string typed)
    {
        await using var scope = database.Scope();
        return await (await scope.Db.FirmsLikeAsync(new FirmFilter(typed), Given.Auditor, default)).CountAsync();
    }
}
