using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Merging;
using Asmex.Workflows.People;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Firms.Merging;

public sealed class PairTests
{
    private static readonly Actor _centre = new(Guid.CreateVersion7(), "Nadia Berrada", "fr", [new Holding(Roles.Coordinator, null)]);

    [DatabaseTheory]
    public async Task Two_files_of_one_firm_are_found_with_what_speaks_for_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await Given.FirmAsync(database, Given.Draft with { Name = "Atlas Pêche", ArabicName = null, Ice = null, City = "Agadir", Phone = null });

        var twins = await Twins.AreAsync(database);

        Assert.Equal(FirmPair.Ordered(twins.Full.Id, twins.Thin.Id), (twins.Pair.FirstId, twins.Pair.SecondId));
        Assert.Equal([PairSign.NearName, PairSign.SamePhone, PairSign.SameCity], twins.Pair.Signs);
        Assert.InRange(twins.Pair.Score, 80, 90);
    }

    [DatabaseTheory]
    public async Task Looking_again_finds_nothing_new_and_forgets_what_is_no_more(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var twins = await Twins.AreAsync(database);

        var again = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => database.RunAsync<FindPairs, int>(verb => verb.RunAsync(default))));
        await database.RunAsync<ChangeFirm, Firm>(verb => verb.RunAsync(twins.Thin.Id, Twins.ThinDraft with { Name = "Zellige de Fès", OtherPhones = null }, twins.Thin.Version, Given.Delegate, default));
        var after = await database.RunAsync<FindPairs, int>(verb => verb.RunAsync(default));

        Assert.Equal([1, 1, 1], again);
        Assert.Equal(0, after);
    }

    [DatabaseTheory]
    public async Task That_they_are_two_firms_is_remembered(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var twins = await Twins.AreAsync(database);

        await database.RunAsync<SetPairAside>(verb => verb.RunAsync(twins.Pair.Id, Given.Delegate, default));
        var open = await database.RunAsync<FindPairs, int>(verb => verb.RunAsync(default));

        await using var scope = database.Scope();
        var pair = await scope.Db.Set<FirmPair>().SingleAsync();
        Assert.Equal((0, PairState.NotSame, "Karim Idrissi"), (open, pair.State, pair.DecidedBy));
    }

    [DatabaseTheory]
    public async Task A_switchboard_makes_no_pairs(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        foreach (var name in new[] { "Atlas Pêche", "Rif Textile", "Zellige Export", "Safran Taliouine", "Dattes Draa", "Cuir Fassi", "Câpres Safi" })
        {
            await Given.FirmAsync(database, Given.Draft with { Name = name, ArabicName = null, Ice = null });
        }

        Assert.Equal(0, await database.RunAsync<FindPairs, int>(verb => verb.RunAsync(default)));
    }

    [DatabaseTheory]
    public async Task A_pair_belongs_to_who_keeps_both_regions(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var twins = await Twins.AreAsync(database, thinDraft: Twins.ThinDraft with { Region = "MA-01" }, thinActor: Given.DelegateOfTheNorth);

        await using (var scope = database.Scope())
        {
            Assert.Equal((0, 0), (await SeenAsync(scope, Given.Delegate), await SeenAsync(scope, Given.DelegateOfTheNorth)));
            Assert.Equal((1, 1), (await SeenAsync(scope, Given.Auditor), await SeenAsync(scope, _centre)));
        }

        await Assert.ThrowsAsync<NothingThereException>(() => twins.MergeAsync(database));
        await Assert.ThrowsAsync<NothingThereException>(() => database.RunAsync<SetPairAside>(verb => verb.RunAsync(twins.Pair.Id, Given.DelegateOfTheNorth, default)));
        Assert.Equal("Firms.MayNotWrite", (await Assert.ThrowsAsync<RuleBrokenException>(() => twins.MergeAsync(database, Given.Auditor))).Key);
        var merge = await twins.MergeAsync(database, _centre);
        await Assert.ThrowsAsync<NothingThereException>(() => database.RunAsync<UndoMerge>(verb => verb.RunAsync(merge.Id, Given.Delegate, default)));
    }

    private static Task<int> SeenAsync(TestScope scope, Actor actor) => scope.Db.PairsSeenBy(actor).CountAsync();
}
