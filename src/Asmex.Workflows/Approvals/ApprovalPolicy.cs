using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Asmex.Workflows.Calendars;
using Asmex.Workflows.People;
using Asmex.Workflows.Regions;
using Asmex.Workflows.Texts;

namespace Asmex.Workflows.Approvals;

/// <summary>Who decides, by kind, amount, region and action type.</summary>
/// <param name="Version">Counted up with each change; every decision keeps the one it was taken under.</param>
/// <param name="WorkingDays">How long a request may wait before it expires.</param>
public sealed record ApprovalPolicy(int Version, int WorkingDays, IReadOnlyList<PolicyRule> Rules)
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>After how many working days without a decision the request goes higher too; never without it.</summary>
    public int? EscalateAfter { get; init; }

    /// <summary>The role that may then decide in place of those who were asked, where a rule names no other.</summary>
    public string? EscalateTo { get; init; }

    /// <summary>By how many percent an amount may rise when it comes back, so that approvals given before are kept; without it they are always asked again.</summary>
    public decimal? KeepUpTo { get; init; }

    /// <exception cref="FormatException">The text is no policy; the message says where and why.</exception>
    public static ApprovalPolicy Read(string json)
    {
        var policy = Parse(json);
        if (policy.Rules is not { Count: > 0 })
        {
            throw new FormatException("$.rules: a policy needs at least one rule.");
        }

        Must(policy.WorkingDays is >= 1 and <= 250, "$.workingDays", "between 1 and 250 working days.");
        Must((policy.EscalateAfter is null) == (policy.EscalateTo is null && policy.Rules.All(r => r.EscalateTo is null)), "$.escalateTo", "escalateAfter and escalateTo belong together.");
        Must(policy.EscalateAfter is null || (policy.EscalateAfter >= 1 && policy.EscalateAfter < policy.WorkingDays), "$.escalateAfter", "it must come before the request expires.");
        Must(policy.EscalateTo is null || Roles.OfManagers.Contains(policy.EscalateTo), "$.escalateTo", $"'{policy.EscalateTo}' is no role that decides.");
        for (var i = 0; i < policy.Rules.Count; i++)
        {
            Check(policy.Rules[i], $"$.rules[{i}]");
        }

        return policy;
    }

    /// <summary>As it stands in a file.</summary>
    public string Write() => JsonSerializer.Serialize(this, _json);

    /// <summary>The rule that holds; nothing where the policy has a hole.</summary>
    public PolicyRule? RuleFor(Request request) => Rules.FirstOrDefault(rule => rule.Fits(request));

    /// <summary>The rule of money that holds.</summary>
    /// <exception cref="RuleBrokenException">The policy names nobody for it.</exception>
    public PolicyRule MustDecide(Request request) => RuleFor(request) ?? throw new RuleBrokenException("Policies.NobodyNamed", request.Amount, RegionCatalog.NameOf(request.Region), Version);

    /// <summary>The role to which a request under this rule goes when it waits too long; nothing where nobody stands higher, and for content, which waits for those that its step names.</summary>
    public string? HigherThan(PolicyRule rule) =>
        EscalateAfter is null || rule.Kind != ApprovalKind.Budget ? null : rule.EscalateTo ?? (EscalateTo is { } to && FaultOfHigher(to, rule.Levels) is null ? to : null);

    /// <summary>The same for a request whose days are counted so, with the rule of the day on which it goes there.</summary>
    public (string? To, DateRule? When) HigherThan(PolicyRule rule, DateRule count) =>
        HigherThan(rule) is { } to && EscalateAfter is { } after ? (to, count with { WorkingDays = after }) : (null, null);

    public int DaysFor(PolicyRule rule) => rule.WorkingDays ?? WorkingDays;

    private static void Check(PolicyRule rule, string at)
    {
        Must(rule.Levels is { Count: > 0 }, at + ".levels", "a rule needs at least one level.");
        Must(rule.UpTo is null || rule.UpTo > rule.Above, at + ".upTo", "it must lie above 'above'.");
        Must(rule.Above >= 0, at + ".above", "no amount lies below zero.");
        Must(rule.WorkingDays is null or >= 1 and <= 250, at + ".workingDays", "between 1 and 250 working days.");
        foreach (var region in rule.Regions.Where(r => RegionCatalog.Find(r) is null))
        {
            throw new FormatException($"{at}.regions: there is no region '{region}'.");
        }

        for (var i = 0; i < rule.Levels!.Count; i++)
        {
            var level = rule.Levels[i];
            Must(Roles.OfManagers.Contains(level.Role), $"{at}.levels[{i}].role", $"'{level.Role}' is no role that decides: {string.Join(", ", Roles.OfManagers)}.");
            Must(level.Quorum is >= 1 and <= 9, $"{at}.levels[{i}].quorum", "between 1 and 9 people.");
            Must(i > 0 || !level.Beside, $"{at}.levels[{i}].beside", "the first level has none before it.");
            Must(level.Otherwise is null || Roles.OfManagers.Contains(level.Otherwise), $"{at}.levels[{i}].otherwise", $"'{level.Otherwise}' is no role that decides.");
            Must(level.Otherwise != level.Role, $"{at}.levels[{i}].otherwise", "it must be another role.");
        }

        if (rule.EscalateTo is { } to)
        {
            Must(rule.Kind == ApprovalKind.Budget, at + ".escalateTo", "only requests for money go higher.");
            Must(Roles.OfManagers.Contains(to), at + ".escalateTo", $"'{to}' is no role that decides.");
            Must(FaultOfHigher(to, rule.Levels) is null, at + ".escalateTo", FaultOfHigher(to, rule.Levels) ?? "");
        }
    }

    private static string? FaultOfHigher(string to, IReadOnlyList<ApprovalLevel> levels) =>
        levels.FirstOrDefault(l => Roles.StandsBelow(to, l.Role)) is { } level ? $"'{to}' stands below '{level.Role}'."
        : levels.All(l => l.Role == to) ? $"'{to}' is asked already." : null;

    private static void Must(bool isSo, string at, string why)
    {
        if (!isSo)
        {
            throw new FormatException($"{at}: {why}");
        }
    }

    private static ApprovalPolicy Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<ApprovalPolicy>(json, _json) ?? throw new FormatException("$: the policy is empty.");
        }
        catch (JsonException problem)
        {
            throw new FormatException($"{problem.Path ?? "$"}, line {problem.LineNumber + 1}: {problem.Message}", problem);
        }
    }
}
