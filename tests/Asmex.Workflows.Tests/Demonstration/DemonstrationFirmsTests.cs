using Asmex.Workflows.Demonstration;
using Asmex.Workflows.Firms;
using Asmex.Workflows.Needs;
using Asmex.Workflows.Regions;
using Asmex.Workflows.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;

namespace Asmex.Workflows.Tests.Demonstration;

public sealed class DemonstrationFirmsTests
{
    [DatabaseTheory]
    public async Task Six_hundred_plausible_firms_live_in_the_twelve_regions(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using (var filling = database.Scope())
        {
            await DemonstrationFirms.AddAsync(filling.Db, TestDatabase.Start, default);
        }

        await using var scope = database.Scope();
        var firms = await scope.Db.Set<Firm>().AsNoTracking().Include(f => f.Contacts).ToListAsync();
        Assert.Equal(600, firms.Count);
        Assert.Equal(12, firms.Select(f => f.Region).Distinct().Count());
        Assert.Equal(600, firms.Select(f => f.Name).Distinct().Count());
        Assert.All(firms, f => Assert.True(f.Ice is null || Ice.Parse(f.Ice).IsPlausible));
        Assert.Equal(["ar", "en", "fr"], firms.SelectMany(f => f.Contacts).Select(c => c.Language).Distinct().Order());
        Assert.All(firms.SelectMany(f => f.Contacts).Where(c => c.Email is not null), c => Assert.EndsWith(".example", c.Email, StringComparison.Ordinal));
        Assert.True(firms.Count(f => RegionCatalog.Of(f.Region).Sectors.Contains(f.Sector)) > 480);
        var conversions = await scope.Db.CountConversionsAsync(default);
        Assert.InRange(conversions.Sum(c => c.Count), 60, 150);
        Assert.True(conversions.Select(c => c.Year).Distinct().Count() >= 2);
        Assert.InRange(await scope.Db.Set<Need>().CountAsync(), 120, 300);
        Assert.NotEmpty(await scope.Db.Set<Suppression>().ToListAsync());
    }

    [Fact]
    public void The_same_firms_come_each_time()
    {
        static string Told() => string.Join('\n', new InventedFirms(FirmSeeds.Load(), TestDatabase.Start).All(_ => "Centre")
            .Select(f => $"{f.Firm.Name} {f.Firm.Ice} {f.Firm.Phone} {string.Join(' ', f.Firm.Contacts.Select(c => $"{c.Email} {c.ConsentBasis}"))}"));

        Assert.Equal(Told(), Told());
    }
}
