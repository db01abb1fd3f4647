using Asmex.Workflows.Formats;
using Asmex.Workflows.People;
using Asmex.Workflows.Regions;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Approvals;

/// <summary>Something that is so for amounts of a band.</summary>
/// <param name="Regions">Where; empty: everywhere.</param>
/// <param name="What">For a hole: the roles that cannot all be found, or nothing where no rule holds. For the other: who decides alone.</param>
public sealed record PolicyFinding(decimal Above, decimal? UpTo, string? ActionType, IReadOnlyList<string> Regions, string What)
{
    /// <summary>The hole as a sentence.</summary>
    public string Say(string language)
    {
        var roles = string.Join(", ", What.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(role => Roles.NameOf(role).In(language)));
        return TextCatalog.Shared.Say(language, What.Length == 0 ? "Policies.HoleNoRule" : "Policies.HoleNobody", Band(language), Where(language), roles);
    }

    /// <summary>Between which amounts.</summary>
    public string Band(string language) => UpTo is { } most
        ? TextCatalog.Shared.Say(language, "Policies.Band", Money.Brief(Above, language), Money.Brief(most, language))
        : TextCatalog.Shared.Say(language, "Policies.BandAbove", Money.Brief(Above, language));

    /// <summary>Regions and action type.</summary>
    public string Where(string language)
    {
        var regions = Regions.Count == 0 ? TextCatalog.Shared.Say(language, "Policies.Everywhere") : string.Join(", ", Regions.Select(r => RegionCatalog.NameOf(r).In(language)));
        return ActionType is null ? regions : $"{regions} · {ActionType}";
    }
}
