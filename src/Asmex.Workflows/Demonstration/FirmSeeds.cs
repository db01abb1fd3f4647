using Asmex.Workflows.Needs;
using Asmex.Workflows.Regions;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Demonstration;

/// <summary>What invented firms are put together from.</summary>
internal sealed record FirmSeeds(
    IReadOnlyList<RegionSeed> Regions,
    IReadOnlyList<TradeSeed> Trades,
    IReadOnlyList<Wording> Brands,
    IReadOnlyList<FirstNameSeed> FirstNames,
    IReadOnlyList<Wording> LastNames,
    IReadOnlyList<NeedSeed> Needs)
{
    public static FirmSeeds Load() => EmbeddedData.Read<FirmSeeds>("demonstration-firms.data.json");
}

/// <param name="Phone">The first digits of fixed lines there.</param>
internal sealed record RegionSeed(string Code, int Firms, string Court, string Phone, IReadOnlyList<PlaceSeed> Places);

internal sealed record PlaceSeed(string City, string Arabic, string Province);

internal sealed record TradeSeed(string Sector, IReadOnlyList<Wording> Words, IReadOnlyList<string> Products, IReadOnlyList<string> Markets);

internal sealed record FirstNameSeed(string Fr, string Ar, bool Woman);

internal sealed record NeedSeed(NeedCategory Category, string Fr, string Ar);
