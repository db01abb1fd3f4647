using Asmex.Workflows.Regions;

namespace Asmex.Workflows.Tests.Regions;

public sealed class RegionCatalogTests
{
    [Fact]
    public void There_are_twelve_regions_with_seventy_five_provinces_on_one_map()
    {
        Assert.Equal(Enumerable.Range(1, 12).Select(i => $"MA-{i:00}"), RegionCatalog.All.Select(r => r.Code));
        Assert.Equal(75, RegionCatalog.All.Sum(r => r.Provinces));
        Assert.All(RegionCatalog.All, r => Assert.StartsWith("M", RegionMap.Shared.PathOf(r.Code), StringComparison.Ordinal));
        Assert.All(RegionCatalog.All, r => Assert.True(r.Name is { Ar.Length: > 0, En.Length: > 0 } && r.Seat is { Ar.Length: > 0, En.Length: > 0 }));
        Assert.Contains("ODbL", RegionMap.Shared.Notice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Souss-Massa", "MA-09")]
    [InlineData("SOUSS - MASSA", "MA-09")]
    [InlineData("Région Souss Massa", "MA-09")]
    [InlineData("سوس ماسة", "MA-09")]
    [InlineData("جهة سوس - ماسة", "MA-09")]
    [InlineData("L'Oriental", "MA-02")]
    [InlineData("Région de l’Oriental", "MA-02")]
    [InlineData("الشرقية", "MA-02")]
    [InlineData("Fes Meknes", "MA-03")]
    [InlineData("Dakhla - Oued Ed - Dahab", "MA-12")]
    [InlineData("Dakhla Oued Eddahab", "MA-12")]
    [InlineData("Tanger-Tetouan-Al Hoceima", "MA-01")]
    [InlineData("Tangier-Tetouan-Al Hoceima", "MA-01")]
    [InlineData("MA-06 Casablanca-Settat", "MA-06")]
    [InlineData("MA-06", null)]
    [InlineData("MA-13", null)]
    [InlineData("Région 7", null)]
    [InlineData("Grand Casablanca", null)]
    [InlineData("Souss-Massa-Drâa", null)]
    [InlineData("Chaouia", null)]
    [InlineData("", null)]
    public void Recognises_a_region_by_its_name_and_never_by_a_number_alone(string written, string? code) =>
        Assert.Equal(code, RegionCatalog.Recognise(written)?.Code);
}
