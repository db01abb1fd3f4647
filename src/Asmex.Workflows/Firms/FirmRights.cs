using Asmex.Workflows.People;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Firms;

/// <summary>Who sees the firms of a region, and who keeps their file.</summary>
public static class FirmRights
{
    private static readonly IReadOnlyList<string> _keepers = [Roles.Delegate, Roles.Officer, Roles.Coordinator, Roles.Administrator];

    public static bool MayWrite(this Actor actor, string region) => _keepers.Any(role => actor.Is(role, region));

    /// <summary>The firms this person may see; the list, the count and the search all begin here.</summary>
    public static IQueryable<Firm> SeenBy(this IQueryable<Firm> firms, Actor actor)
    {
        var regions = actor.Regions;
        return actor.SeesAllRegions ? firms : firms.Where(f => regions.Contains(f.Region));
    }

    /// <exception cref="NothingThereException">The region is none of the person's.</exception>
    /// <exception cref="RuleBrokenException">The person sees the region, but does not keep its files.</exception>
    internal static void MustWrite(this Actor actor, string region)
    {
        if (!actor.Sees(region))
        {
            throw new NothingThereException("firm");
        }

        if (!actor.MayWrite(region))
        {
            throw new RuleBrokenException("Firms.MayNotWrite");
        }
    }
}
