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
}
