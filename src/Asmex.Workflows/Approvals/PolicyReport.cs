using Asmex.Workflows.Regions;

namespace Asmex.Workflows.Approvals;

/// <summary>What can be proved of a policy with the people of a day.</summary>
public sealed record PolicyReport(IReadOnlyList<PolicyFinding> Holes, IReadOnlyList<PolicyFinding> Alone)
{
    /// <summary>Looks at every band of amounts in every region, for every action type that the policy names and for all others.</summary>
    public static PolicyReport Of(ApprovalPolicy policy, Staff staff, IReadOnlyList<string> regions)
    {
        var types = policy.Rules.SelectMany(r => r.ActionTypes).Distinct().Order(StringComparer.Ordinal).Select(t => (string?)t).Prepend(null).ToList();
        List<PolicyFinding> holes = [], alone = [];
        foreach (var (above, upTo) in Bands(policy))
        {
            foreach (var type in types)
            {
                var found = regions.Select(region => (Region: region, Finding: Look(policy, staff, new Request(ApprovalKind.Budget, upTo ?? above + 1, region, type)))).ToList();
                holes.AddRange(Together(found.Where(f => f.Finding.Hole is not null).Select(f => (f.Region, f.Finding.Hole!)), above, upTo, type, regions.Count));
                alone.AddRange(Together(found.Where(f => f.Finding.Alone is not null).Select(f => (f.Region, f.Finding.Alone!)), above, upTo, type, regions.Count));
            }
        }

        // What is so for every action type need not be said for each.
        return new PolicyReport(WithoutRepeats(holes), WithoutRepeats(alone));
    }

    /// <summary>Bands between the bounds of the rules: within one, the same rule holds for every amount.</summary>
    private static IEnumerable<(decimal Above, decimal? UpTo)> Bands(ApprovalPolicy policy)
    {
        var rules = policy.Rules.Where(r => r.Kind == ApprovalKind.Budget).ToList();
        var bounds = rules.Select(r => r.Above).Concat(rules.Select(r => r.UpTo).OfType<decimal>()).Append(0).Distinct().Order().ToList();
        return bounds.Select((bound, i) => (bound, i + 1 < bounds.Count ? bounds[i + 1] : (decimal?)null));
    }

    private static (string? Hole, string? Alone) Look(ApprovalPolicy policy, Staff staff, Request request)
    {
        if (policy.RuleFor(request) is not { } rule)
        {
            return ("", null);
        }

        if (!staff.Suffices(rule.Levels, request.Region))
        {
            return (string.Join(", ", rule.Levels.Select(l => l.Role).Distinct()), null);
        }

        return rule.Levels.Sum(l => l.Quorum) > 1 ? (null, null)
            : (null, string.Join(", ", staff.SeatsAt(rule.Levels[0], request.Region, requester: null).Select(s => staff.NameOf(s.PersonId)).Distinct().Order(StringComparer.CurrentCulture)));
    }

    private static IEnumerable<PolicyFinding> Together(IEnumerable<(string Region, string What)> found, decimal above, decimal? upTo, string? type, int regions) =>
        found.GroupBy(f => f.What).Select(same => new PolicyFinding(above, upTo, type, same.Count() == regions ? [] : [.. same.Select(f => f.Region)], same.Key));

    private static List<PolicyFinding> WithoutRepeats(List<PolicyFinding> found) =>
        [.. found.Where(f => f.ActionType is null || !found.Any(g => g.ActionType is null && g.Above == f.Above && g.What == f.What && g.Regions.SequenceEqual(f.Regions)))];
}
