using Asmex.Workflows.Firms;
using Asmex.Workflows.Firms.Search;
using Asmex.Workflows.Firms.Segments;
using Asmex.Workflows.Tests.Fixtures;
using Asmex.Workflows.Texts;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Firms;

public sealed class SegmentTests
{
    [DatabaseTheory]
    public async Task A_segment_is_kept_replaced_and_shared(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);

        await SaveAsync(database, "Coopératives du Souss", new FirmFilter(Region: "MA-09", Kind: FirmKind.Cooperative), isShared: false);
        await SaveAsync(database, "Coopératives du Souss", new FirmFilter("argan", "MA-09", Kind: FirmKind.Cooperative), isShared: true);
        await SaveAsync(database, "À moi", new FirmFilter(Sector: "artisanat"), isShared: false);

        await using var scope = database.Scope();
        Assert.Equal(["Coopératives du Souss", "À moi"], await scope.Db.Set<FirmSegment>().SeenBy(Given.Delegate).OrderBy(s => s.MadeAt).ThenBy(s => s.Id).Select(s => s.Name).ToListAsync());
        var shared = Assert.Single(await scope.Db.Set<FirmSegment>().SeenBy(Given.DelegateOfTheNorth).ToListAsync());
        Assert.Equal(new FirmFilter("argan", "MA-09", Kind: FirmKind.Cooperative), shared.Filter);
    }

    [DatabaseTheory]
    public async Task A_segment_names_itself_and_chooses_something(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);

        Assert.Equal("Segments.NameMissing", (await Assert.ThrowsAsync<RuleBrokenException>(() => SaveAsync(database, " ", new FirmFilter("argan"), false))).Key);
        Assert.Equal("Segments.Everybody", (await Assert.ThrowsAsync<RuleBrokenException>(() => SaveAsync(database, "Tous", new FirmFilter(), false))).Key);
    }

    [DatabaseTheory]
    public async Task Only_its_owner_forgets_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var segment = await SaveAsync(database, "Argan", new FirmFilter("argan"), isShared: true);

        await database.RunAsync<ForgetSegment>(verb => verb.RunAsync(segment.Id, Given.DelegateOfTheNorth, default));
        await using (var scope = database.Scope())
        {
            Assert.Equal(1, await scope.Db.Set<FirmSegment>().CountAsync());
        }

        await database.RunAsync<ForgetSegment>(verb => verb.RunAsync(segment.Id, Given.Delegate, default));
        await using var after = database.Scope();
        Assert.Equal(0, await after.Db.Set<FirmSegment>().CountAsync());
    }

    [DatabaseTheory]
    public async Task An_audience_is_who_belongs_to_the_segment_that_day(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var segment = await SaveAsync(database, "Argan", new FirmFilter("argan"), isShared: true);
        var first = await Given.FirmAsync(database, contact: Given.Contact);
        await Given.FirmAsync(database, Given.Draft with { Name = "Tapis du Haouz", ArabicName = null, Ice = null });

        Assert.Equal([first.Id], (await SelectAsync(database, segment.Id)).Members.Select(m => m.FirmId));
        await Given.FirmAsync(database, Given.Draft with { Name = "Argane du Sud", ArabicName = null, Ice = null });
        Assert.Single((await SelectAsync(database, segment.Id)).LeftOut);
        await database.RunAsync<ForgetSegment>(verb => verb.RunAsync(segment.Id, Given.Delegate, default));
        Assert.Equal("Segments.Gone", (await Assert.ThrowsAsync<RuleBrokenException>(() => SelectAsync(database, segment.Id))).Key);
    }

    [Fact]
    public void A_filter_is_written_into_an_address_and_read_again()
    {
        var filter = new FirmFilter("huile d'argan & co", "MA-09", "produits-terroir", ExportStatus.Potential, FirmKind.Women);

        Assert.Equal("?q=huile%20d%27argan%20%26%20co&region=MA-09&sector=produits-terroir&status=Potential&kind=Women", filter.ToString());
        Assert.Equal(filter, FirmFilter.Of("huile d'argan & co ", "MA-09", "produits-terroir", "potential", "women"));
        Assert.True(FirmFilter.Of(" ", "", null, "nonsense", "").IsEmpty);
    }

    private static Task<FirmSegment> SaveAsync(TestDatabase database, string name, FirmFilter filter, bool isShared) =>
        database.RunAsync<SaveSegment, FirmSegment>(verb => verb.RunAsync(name, filter, isShared, Given.Delegate, default));

    private static Task<AudienceSelection> SelectAsync(TestDatabase database, Guid segment) =>
        database.RunAsync<SelectAudience, AudienceSelection>(verb => verb.RunAsync(new Audience(Segments: [segment]), default));
}
