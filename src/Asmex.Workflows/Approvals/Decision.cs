using Asmex.Workflows.People;

namespace Asmex.Workflows.Approvals;

/// <summary>What one person decided at one level, and why. Never changed.</summary>
public sealed class Decision
{
    private Decision()
    {
    }

    internal Decision(Guid approvalId, int number, int level, string role, Verdict verdict, string? reason, decimal? amount, Actor actor, DateTimeOffset at)
    {
        (ApprovalId, Number, Level, Role, Verdict, Reason, Amount) = (approvalId, number, level, role, verdict, reason, amount);
        (PersonId, PersonName, At) = (actor.PersonId!.Value, actor.Name, at);
        (ForId, ForName) = (actor.OnBehalfOf?.Id, actor.OnBehalfOf?.Name);
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid ApprovalId { get; private init; }

    /// <summary>The first decision of a request is 1: two of one instant keep their order.</summary>
    public int Number { get; private init; }

    public int Level { get; private init; }
    public string Role { get; private init; } = "";
    public Verdict Verdict { get; private init; }
    public string? Reason { get; private init; }
    public decimal? Amount { get; private init; }
    public Guid PersonId { get; private init; }
    public string PersonName { get; private init; } = "";

    /// <summary>For whom a deputy decided.</summary>
    public Guid? ForId { get; private init; }
    public string? ForName { get; private init; }
    public DateTimeOffset At { get; private init; }

    /// <summary>The policy under which the request was opened; nothing where the policy is not asked.</summary>
    public int? PolicyVersion { get; internal init; }

    /// <summary>What the person had before them: amount, round, what was left, what else waited. JSON.</summary>
    public string? Seen { get; internal init; }

    /// <summary>The decision of the request before that is kept here.</summary>
    public Guid? KeptFromId { get; private init; }

    internal static Decision Kept(Guid approvalId, int number, int level, Decision given) => new()
    {
        ApprovalId = approvalId,
        Number = number,
        Level = level,
        Role = given.Role,
        Verdict = given.Verdict,
        Reason = given.Reason,
        PersonId = given.PersonId,
        PersonName = given.PersonName,
        At = given.At,
        ForId = given.ForId,
        ForName = given.ForName,
        PolicyVersion = given.PolicyVersion,
        Seen = given.Seen,
        KeptFromId = given.KeptFromId ?? given.Id,
    };
}
