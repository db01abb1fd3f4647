using Asmex.Workflows.Approvals;
using Asmex.Workflows.People;
using Asmex.Workflows.Texts;
using FsCheck.Xunit;

namespace Asmex.Workflows.Tests.Approvals;

/// <summary>The checker against brute force: every order in which these people could decide, by the rules of the request itself.</summary>
public sealed class PolicyProperties
{
    private const string Region = "MA-09";
    private static readonly string[] _roles = [Roles.Coordinator, Roles.Treasurer, Roles.Board];
    private static readonly decimal[] _amounts = [100, 150, 200, 1_000];

    [Property(MaxTest = 400)]
    public bool The_checker_agrees_with_every_order_of_decisions(int seed)
    {
        var dice = new Random(seed);
        var town = new Town(dice);
        var levels = Town.Levels(dice);
        Guid[] askers = [.. town.People.OrderBy(_ => dice.Next()).Take(dice.Next(3)).Select(p => p.Id)];
        var higher = dice.Next(2) == 0 ? null : _roles[dice.Next(_roles.Length)];

        return new Staff(town.People, town.Away).Suffices(levels, Region, askers, higher) == town.CanEnd(levels, askers, higher);
    }

    [Property(MaxTest = 200)]
    public bool The_report_names_exactly_the_amounts_that_nobody_can_approve_for_whom(int seed)
    {
        var dice = new Random(seed);
        var town = new Town(dice);
        PolicyRule Rule(decimal above, decimal? upTo) => new(Town.Levels(dice)) { Above = above, UpTo = upTo, Regions = dice.Next(4) == 0 ? ["MA-12"] : [] };
        var policy = new ApprovalPolicy(1, 10, [Rule(0, 100), Rule(dice.Next(2) == 0 ? 100 : 150, 200), Rule(200, null)]) { EscalateAfter = 3, EscalateTo = dice.Next(3) == 0 ? null : _roles[dice.Next(_roles.Length)] };

        var report = PolicyReport.Of(policy, new Staff(town.People, town.Away), [Region]);

        return _amounts.SelectMany(amount => town.People.Select(p => (Guid?)p.Id).Prepend(null).Select(asker => (amount, asker))).All(c =>
        {
            var rule = policy.RuleFor(new Request(ApprovalKind.Budget, c.amount, Region, null));
            var possible = rule is not null && town.CanEnd(rule.Levels, c.asker is { } id ? [id] : [], policy.HigherThan(rule));
            return possible != report.Holes.Any(h => c.amount > h.Above && (h.UpTo is null || c.amount <= h.UpTo) && (h.Asker is null || (c.asker is { } who && h.Asker == town.NameOf(who))));
        });
    }

    /// <summary>Some people with their roles, and who of them is away.</summary>
    private sealed class Town
    {
        public Town(Random dice)
        {
            People = [.. Enumerable.Range(0, dice.Next(1, 5)).Select(i => new Decider(Guid.CreateVersion7(), $"P{i}", [.. _roles.Where(_ => dice.Next(2) == 0).Select(r => new Holding(r, dice.Next(4) == 0 ? "MA-12" : null))]))];
            Away = [.. People.Where(_ => dice.Next(4) == 0).Select(p => new Away(p.Id, dice.Next(3) == 0 ? null : People[dice.Next(People.Count)].Id))];
        }

        public List<Decider> People { get; }
        public List<Away> Away { get; }

        public string NameOf(Guid id) => People.Single(p => p.Id == id).Name;

        public static IReadOnlyList<ApprovalLevel> Levels(Random dice) => [.. Enumerable.Range(0, dice.Next(1, 4)).Select(i =>
            new ApprovalLevel(_roles[dice.Next(_roles.Length)], dice.Next(4) == 0 ? 2 : 1, i > 0 && dice.Next(2) == 0) { Otherwise = dice.Next(3) == 0 ? _roles[dice.Next(_roles.Length)] : null })];

        public bool CanEnd(IReadOnlyList<ApprovalLevel> levels, IReadOnlyList<Guid> askers, string? higher)
        {
            // The other role of a level is asked only when one who asks holds the first here.
            var holds = People.Where(p => askers.Contains(p.Id)).SelectMany(p => p.Holdings).Where(h => h.Region is null or Region).Select(h => h.Role).ToHashSet();
            return CanEnd([.. levels.Select(l => holds.Contains(l.Role) ? l : l with { Otherwise = null })], askers, higher, [.. People.Where(p => Away.TrueForAll(a => a.PersonId != p.Id)).Select(Actor)], []);
        }

        private static bool CanEnd(IReadOnlyList<ApprovalLevel> levels, IReadOnlyList<Guid> askers, string? higher, IReadOnlyList<Actor> present, IReadOnlyList<Actor> decided)
        {
            var approval = new Approval(null, null, "request", Region, ApprovalKind.Content, new Wording("Stand"), levels, DateTimeOffset.UnixEpoch)
            {
                RequesterId = askers.Count > 0 ? askers[0] : null,
                RequesterForId = askers.Count > 1 ? askers[1] : null,
                EscalateTo = higher,
            };
            if (higher is not null)
            {
                approval.Escalate(DateTimeOffset.UnixEpoch);
            }

            foreach (var actor in decided)
            {
                approval.Decide(Verdict.Approve, null, null, actor, DateTimeOffset.UnixEpoch);
            }

            return approval.Status == ApprovalStatus.Approved || present.Where(approval.AwaitsDecisionOf).Any(next => CanEnd(levels, askers, higher, present, [.. decided, next]));
        }

        private Actor Actor(Decider person) => new(person.Id, person.Name, "fr", person.Holdings)
        {
            Principals = [.. Away.Where(a => a.DeputyId == person.Id && a.PersonId != person.Id).Select(a => People.Find(p => p.Id == a.PersonId)!).Select(p => new Principal(p.Id, p.Name, p.Holdings))],
        };
    }
}
