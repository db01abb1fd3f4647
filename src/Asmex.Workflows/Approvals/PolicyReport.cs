namespace Asmex.Workflows.Approvals;

/// <summary>What can be proved of a policy with the people of a day.</summary>
/// <param name="Holes">What nobody can approve, whoever asks or when a certain person does.</param>
/// <param name="Late">What is approved only after it has waited long enough to go higher.</param>
/// <param name="Alone">Who can approve alone.</param>
public sealed record PolicyReport(IReadOnlyList<PolicyFinding> Holes, IReadOnlyList<PolicyFinding> Late, IReadOnlyList<PolicyFinding> Alone)
{
    private enum Sort { Hole, Late, Alone }

    /// <summary>Looks at every band of amounts in every region, for every action type that the policy names and for all others, whoever asks.</summary>
    public static PolicyReport Of(ApprovalPolicy policy, Staff staff, IReadOnlyList<string> regions)
    {
        var types = policy.Rules.SelectMany(r => r.ActionTypes).Distinct().Order(StringComparer.Ordinal).Select(t => (string?)t).Prepend(null).ToList();
        var found = new List<(Sort Sort, PolicyFinding Finding)>();
        foreach (var kind in Enum.GetValues<ApprovalKind>().OrderByDescending(k => k == ApprovalKind.Budget))
        {
            foreach (var (above, upTo) in Bands(policy, kind))
            {
                foreach (var type in types)
                {
                    found.AddRange(regions
                        .SelectMany(region => Look(policy, staff, new Request(kind, upTo ?? above + 1, region, type)).Select(seen => (Region: region, Seen: seen)))
                        .GroupBy(f => f.Seen, f => f.Region)
                        .Select(same => (same.Key.Sort, new PolicyFinding(above, upTo, type, same.Count() == regions.Count ? [] : [.. same], same.Key.What) { Kind = kind, Asker = same.Key.Asker })));
                }
            }
        }

        // What is so for every action type need not be said for each.
        return new PolicyReport(Of(Sort.Hole), Of(Sort.Late), Of(Sort.Alone));

        List<PolicyFinding> Of(Sort sort) => WithoutRepeats([.. found.Where(f => f.Sort == sort).Select(f => f.Finding)]);
    }

    /// <summary>Bands between the bounds of the rules: within one, the same rule holds for every amount.</summary>
    private static IEnumerable<(decimal Above, decimal? UpTo)> Bands(ApprovalPolicy policy, ApprovalKind kind)
    {
        var rules = policy.Rules.Where(r => r.Kind == kind).ToList();
        var bounds = rules.Select(r => r.Above).Concat(rules.Select(r => r.UpTo).OfType<decimal>()).Append(0).Distinct().Order().ToList();
        return bounds.Select((bound, i) => (bound, i + 1 < bounds.Count ? bounds[i + 1] : (decimal?)null));
    }

    private static IEnumerable<(Sort Sort, string What, string? Asker)> Look(ApprovalPolicy policy, Staff staff, Request request)
    {
        if (policy.RuleFor(request) is not { } rule)
        {
            // Content that no rule names is decided by those whom its step names.
            return request.Kind == ApprovalKind.Budget ? [(Sort.Hole, "", null)] : [];
        }

        var higher = policy.HigherThan(rule);
        var roles = string.Join(", ", rule.Levels.Select(l => l.Role).Distinct());
        if (!staff.Suffices(rule.Levels, request.Region, [], higher))
        {
            return [(Sort.Hole, roles, null)];
        }

        var waits = !staff.Suffices(rule.Levels, request.Region, [], null);
        var asked = staff.AskersAt(rule.Levels, request.Region, higher).Select(askers => (
            Asker: string.Join(" / ", askers.Select(staff.NameOf)),
            IsHole: !staff.Suffices(rule.Levels, request.Region, askers, higher),
            IsLate: !waits && !staff.Suffices(rule.Levels, request.Region, askers, null))).ToList();
        return
        [
            .. asked.Where(a => a.IsHole).Select(a => (Sort.Hole, roles, (string?)a.Asker)),
            .. waits ? [(Sort.Late, roles, (string?)null)] : asked.Where(a => a.IsLate && !a.IsHole).Select(a => (Sort.Late, roles, (string?)a.Asker)),
            .. request.Kind != ApprovalKind.Budget || rule.Levels.Sum(l => l.Quorum) > 1 ? [] : new[] { (Sort.Alone, AloneAt(rule.Levels[0], staff, request.Region, higher), (string?)null) },
        ];
    }

    // Also who decides only at times: after the wait, or when one of the role asks.
    private static string AloneAt(ApprovalLevel level, Staff staff, string region, string? higher) =>
        string.Join(", ", staff.SeatsAt(level, region, [], higher).Concat(level.Otherwise is { } other ? staff.SeatsAt(new ApprovalLevel(other), region, [], null) : []).Select(s => staff.NameOf(s.PersonId)).Distinct().Order(StringComparer.CurrentCulture));

    private static List<PolicyFinding> WithoutRepeats(List<PolicyFinding> found) =>
        [.. found.Where(f => f.ActionType is null || !found.Any(g => g.ActionType is null && g with { ActionType = f.ActionType, Regions = f.Regions } == f && g.Regions.SequenceEqual(f.Regions)))];
}
