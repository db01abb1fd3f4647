namespace Asmex.Workflows.Budgets;

/// <summary>What stands on an envelope, a line or a month: the sum of its movements.</summary>
public sealed record Balance(decimal Allotted = 0, decimal Reserved = 0, decimal Committed = 0, decimal Spent = 0, decimal Promised = 0, decimal Received = 0)
{
    public static Balance None { get; } = new();

    /// <summary>What may still be asked for.</summary>
    public decimal Left => Allotted - Reserved - Committed - Spent;

    public bool IsSound => Left >= 0 && Reserved >= 0 && Committed >= 0 && Spent >= 0 && Promised >= 0 && Received >= 0;

    /// <summary>What one movement changes; amounts of allotments, transfers, corrections and promises carry their sign.</summary>
    public static Balance Of(MovementKind kind, decimal amount) => kind switch
    {
        MovementKind.Allot or MovementKind.Transfer => new(Allotted: amount),
        MovementKind.Reserve => new(Reserved: amount),
        MovementKind.Unreserve => new(Reserved: -amount),
        MovementKind.Commit => new(Reserved: -amount, Committed: amount),
        MovementKind.Spend or MovementKind.Correct => new(Committed: -amount, Spent: amount),
        MovementKind.Release => new(Committed: -amount),
        MovementKind.Promise => new(Promised: amount),
        MovementKind.Receive => new(Received: amount),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such movement."),
    };

    public static Balance Of(IEnumerable<Movement> movements) => movements.Aggregate(None, (sum, m) => sum + Of(m.Kind, m.Amount));

    public static Balance operator +(Balance one, Balance other) => new(
        one.Allotted + other.Allotted, one.Reserved + other.Reserved, one.Committed + other.Committed,
        one.Spent + other.Spent, one.Promised + other.Promised, one.Received + other.Received);
}
