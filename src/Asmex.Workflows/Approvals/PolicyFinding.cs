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
    public ApprovalKind Kind { get; init; } = ApprovalKind.Budget;

    /// <summary>By name, when it is so only for that person's own request.</summary>
    public string? Asker { get; init; }

    /// <summary>The hole as a sentence.</summary>
    public string Say(string language) => Say(What.Length == 0 ? "Policies.HoleNoRule" : Asker is null ? "Policies.HoleNobody" : "Policies.HoleAsker", language);

    /// <summary>That it must go higher first, as a sentence.</summary>
    public string SayLate(string language) => Say(Asker is null ? "Policies.Late" : "Policies.LateAsker", language);

    /// <summary>Between which amounts.</summary>
    public string Band(string language)
    {
        var band = UpTo is { } most
            ? TextCatalog.Shared.Say(language, "Policies.Band", Money.Brief(Above, language), Money.Brief(most, language))
            : TextCatalog.Shared.Say(language, "Policies.BandAbove", Money.Brief(Above, language));
        return Kind == ApprovalKind.Content ? TextCatalog.Shared.Say(language, "Policies.OfContent", band) : band;
    }

    /// <summary>Regions and action type.</summary>
    public string Where(string language)
    {
        var regions = Regions.Count == 0 ? TextCatalog.Shared.Say(language, "Policies.Everywhere") : string.Join(", ", Regions.Select(r => RegionCatalog.NameOf(r).In(language)));
        return ActionType is null ? regions : $"{regions} · {ActionType}";
    }

    private string Say(string key, string language) => TextCatalog.Shared.Say(
        language, key, Band(language), Where(language), string.Join(", ", What.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(role => Roles.NameOf(role).In(language))), Asker);
}
