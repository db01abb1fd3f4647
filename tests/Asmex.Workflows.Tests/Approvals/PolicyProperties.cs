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

    [Property(MaxTest = 400)]
    public bool The_checker_agrees_with_every_order_of_decisions(int seed)
    {
        var dice = new Random(seed);
        var people = Enumerable.Range(0, dice.Next(1, 5)).Select(i => new Decider(Guid.CreateVersion7(), $"P{i}", [.. _roles.Where(_ => dice.Next(2) == 0).Select(r => new Holding(r, dice.Next(4) == 0 ? "MA-12" : null))])).ToList();
        var away = people.Where(_ => dice.Next(4) == 0).Select(p => new Away(p.Id, dice.Next(3) == 0 ? null : people[dice.Next(people.Count)].Id)).ToList();
        var levels = Enumerable.Range(0, dice.Next(1, 4)).Select(i => new ApprovalLevel(_roles[dice.Next(_roles.Length)], dice.Next(4) == 0 ? 2 : 1, i > 0 && dice.Next(2) == 0)).ToList();
        Guid? requester = dice.Next(3) == 0 ? people[dice.Next(people.Count)].Id : null;
        var present = people.Where(p => away.TrueForAll(a => a.PersonId != p.Id)).Select(p => Actor(p, people, away)).ToList();

        return new Staff(people, away).Suffices(levels, Region, requester) == CanEnd(levels, requester, present, []);
    }

    private static bool CanEnd(IReadOnlyList<ApprovalLevel> levels, Guid? requester, IReadOnlyList<Actor> present, IReadOnlyList<Actor> decided)
    {
        var approval = new Approval(null, null, "request", Region, ApprovalKind.Content, new Wording("Stand"), levels, DateTimeOffset.UnixEpoch) { RequesterId = requester };
        foreach (var actor in decided)
        {
            approval.Decide(Verdict.Approve, null, null, actor, DateTimeOffset.UnixEpoch);
        }

        return approval.Status == ApprovalStatus.Approved || present.Where(approval.AwaitsDecisionOf).Any(next => CanEnd(levels, requester, present, [.. decided, next]));
    }

    private static Actor Actor(Decider person, List<Decider> people, List<Away> away) => new(person.Id, person.Name, "fr", person.Holdings)
    {
        Principals = [.. away.Where(a => a.DeputyId == person.Id && a.PersonId != person.Id).Select(a => people.Find(p => p.Id == a.PersonId)!).Select(p => new Principal(p.Id, p.Name, p.Holdings))],
    };
}
